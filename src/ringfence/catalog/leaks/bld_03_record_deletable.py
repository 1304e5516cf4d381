"""Reads of the asset are recorded where whoever may write the account can delete the record.

Why it leaks: an intruder with a key of the log account takes the traces along. A record that can
be deleted proves nothing about what is missing from it.

What it looks like: diagnostic logs that go only to a storage account without version-level
immutability and without an immutability policy on its containers.

What closes it: `immutableStorageWithVersioning` on the account of the logs, or an immutability policy
on its containers; or a second sink, a workspace in another subscription.

What we do not see: policies that are set by hand on the containers which the platform makes, and
locks that keep the whole account from being deleted but not what is in it.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BLD-03",
    kind=Kind.BLIND,
    severity=Severity.LOW,
    title="records of reads of {asset} can be deleted: {via}",
    remedy="Make the account of the logs immutable (`immutableStorageWithVersioning.enabled`), or send the logs to a workspace too.",
    change=("loose-record",),
    controls=("RF-LOG-06",),
)
