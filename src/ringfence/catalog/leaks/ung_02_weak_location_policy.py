"""A location policy is assigned, but it does not keep resources inside the boundary.

Why it leaks: a policy that audits tells you the next day what left. One whose list is wider than
the promise allows what was promised not to happen.

What it looks like: `enforce = false` (`DoNotEnforce`); the effect `Audit` or `Disabled`, as a parameter
or by an override; a list of allowed locations with a region outside the boundary; a group in
`notScopes`; a resource selector that lets only a slice through.

What closes it: enforcement mode `Default`, effect `Deny`, the regions of the boundary and nothing
else, no excluded scope that holds assets.

What we do not see: what an unresolved parameter will be: the answer is open until it is known.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-UNG-02",
    kind=Kind.UNGUARDED,
    severity=Severity.MEDIUM,
    title="the location policy {via} does not hold the boundary",
    remedy="Enforce the assignment (mode `Default`, effect `Deny`), with the regions of the boundary only and without excluded scopes.",
    change=("weak-location-policy",),
    controls=("RF-GOV-01", "RF-RES-02"),
)
