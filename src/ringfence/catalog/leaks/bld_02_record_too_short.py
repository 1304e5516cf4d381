"""Reads of the asset are recorded, but the record is gone before anybody looks for it.

Why it leaks: theft of weights and data is found months later, by a buyer or a journalist. Then the
first question is who read what, and a workspace that keeps its default of 30 days has no answer.

What it looks like: a Log Analytics workspace whose `retentionInDays` is below 365; a storage account
that receives logs and a lifecycle rule that deletes them earlier. Where the retention is not set, the
pricing plan decides (most keep 30 days), and the answer is unknown.

What closes it: `retentionInDays` of 365 or more on the workspace, or `totalRetentionInDays` on the
tables that hold these records; or a second sink, a storage account without a rule that deletes.

What we do not see: what an event hub or a partner does with the logs it gets: they count as lasting.
A table that keeps its records longer than its workspace makes the answer unknown.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BLD-02",
    kind=Kind.BLIND,
    severity=Severity.LOW,
    title="records of reads of {asset} are not kept for a year: {via}",
    remedy="Keep the records for 365 days or more: `retentionInDays` (azurerm `retention_in_days`) of the workspace, or no lifecycle rule that deletes them earlier.",
    change=("short-record",),
    controls=("RF-LOG-05",),
)
