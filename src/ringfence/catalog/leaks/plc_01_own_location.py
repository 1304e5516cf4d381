"""The asset lies outside the boundary.

Why it leaks: a region decides which law reaches the disks. A store, a key or an endpoint that is
placed outside the promised regions has left the boundary on the day it is deployed, however well
it is locked.

What it looks like: `location = "eastus"` where the boundary says EU; a module whose default region
nobody overrode; a container in an account that lies elsewhere. Children lie where their top-level
resource lies.

What closes it: deploy it in a region inside the boundary and move the content. A location cannot
be changed in place: the resource is made anew.

What we do not see: where the provider's support and metadata services are. `global` names no
place, and a name that is no known region may be a new one: both leave the question open.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-01",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="{asset} lies outside the boundary ({outsider})",
    remedy="Set `location` to a region inside the boundary and move the content there.",
    change=("own-location",),
    controls=("RF-RES-03",),
)
