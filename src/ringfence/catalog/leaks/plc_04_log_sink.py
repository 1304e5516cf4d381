"""Logs of the asset go to a place outside the boundary.

Why it leaks: logs of model endpoints hold prompts and completions, logs of stores hold names and
callers. A central workspace in another region, or a partner's service, receives them all.

What it looks like: a diagnostic setting whose workspace, storage account or event hub lies in
`eastus`; `marketplacePartnerId` or `partner_solution_id` set (the partner's service is outside by
definition); a sink in a subscription that `boundary.subscriptions` does not name; Application Insights with a workspace elsewhere; a data export rule of a workspace.

What closes it: a sink in a region and a subscription inside the boundary, one for each geography; no
partner sink.

What we do not see: what is written into a log, and where a sink sends it next unless the code says
so. A sink that is not in the code lies somewhere unknown: the answer is open until its region is
known. Settings that keep metrics only are no sinks.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-04",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="logs of {asset} go outside the boundary ({outsider})",
    remedy="Send the logs to a workspace, storage account or event hub in a region and a subscription inside the boundary.",
    change=("sink",),
    controls=("RF-RES-07",),
)
