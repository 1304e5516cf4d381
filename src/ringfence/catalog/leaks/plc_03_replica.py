"""A replica or copy of the asset lies outside the boundary.

Why it leaks: a copy of the weights is the weights. Registries replicate every image, databases
every row, machine learning registries every model, to each region that somebody listed for speed.

What it looks like: `georeplications { location = "eastus2" }` on a container registry, a second
`geo_location` of a Cosmos account, several `regionDetails` of a machine learning registry, an object
replication policy to an account elsewhere, a snapshot, image or image version in another region, a
failover partner, Log Analytics workspace replication.

What closes it: remove the replica, or place it in a region inside the boundary.

What we do not see: copies that pipelines, `azcopy` or restores make at run time, Azure Site
Recovery, and replication that is set up outside the code.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-03",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="a copy of {asset} lies outside the boundary ({outsider})",
    remedy="Remove the replica or copy, or place it in a region inside the boundary.",
    change=("replica",),
    controls=("RF-RES-04", "RF-RES-05"),
)
