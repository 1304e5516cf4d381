"""Reads of the asset leave no record.

Why it leaks: an intruder who copies the weights writes nothing. The activity log knows who
changed the store, not who read it; only resource logs do, and they are off until a diagnostic
setting turns them on. Without them nobody can say afterwards what left, or that nothing did.

What it looks like: no diagnostic setting on the resource; one that keeps metrics or other
categories only; one on a storage account itself, which has no logs, instead of
`<account>/blobServices/default`; a category with `enabled: false`.

What closes it: a diagnostic setting that keeps the category of reads (`StorageRead`, `AuditEvent`,
`ContainerRegistryRepositoryEvents`, `RequestResponse` ...), or the group `audit` or `allLogs`, with a sink
inside the boundary.

What we do not see: how long the sink keeps its records, who may delete them, and settings that a
policy deploys later. Virtual machines, disks and databases are not judged.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BLD-01",
    kind=Kind.BLIND,
    severity=Severity.MEDIUM,
    title="reads of {asset} leave no record",
    remedy="Add a diagnostic setting on the resource (for storage: on `blobServices/default`) that keeps the category of reads, with a sink inside the boundary.",
    change=("no-record",),
    controls=("RF-LOG-02", "RF-LOG-04"),
)
