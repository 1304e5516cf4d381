"""Nothing keeps new resources of a scope inside the boundary.

Why it leaks: the estate lies inside today because everybody chose well. Whoever may deploy next
to the assets can make a store, a replica or a model account in any region tomorrow.

What it looks like: policies are assigned, but none at or above the resource group that denies other
locations; a policy that guards resource groups only (`e765b5de-1225-4ba3-bd56-1ac6695af988`).

What closes it: assign `Allowed locations` (`e56962a6-4747-49cd-b67b-bf8b01975c4c`), or an initiative
that holds it, to the subscription or a management group above, with the regions of the boundary and
nothing else, in enforcement mode `Default`.

What we do not see: policies that are assigned outside the code. A deny on locations does not see
resource groups, `global` resources, paired regions or global model deployments.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-UNG-01",
    kind=Kind.UNGUARDED,
    severity=Severity.MEDIUM,
    title="no policy keeps resources around {via} inside the boundary",
    remedy="Assign `Allowed locations` with the regions of the boundary to the subscription or a management group above.",
    change=("no-location-policy",),
    controls=("RF-RES-02",),
)
