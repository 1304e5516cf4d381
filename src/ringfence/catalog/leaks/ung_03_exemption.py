"""A scope is exempted from the policy that keeps resources inside the boundary.

Why it leaks: an exempted scope is skipped by the evaluation and by deny alike. Whoever may deploy
there may leave the boundary, and the compliance view stays green.

What it looks like: a policy exemption (`Waiver` or `Mitigated`, which makes no difference to what is
denied) whose assignment is the location policy, without `expiresOn` or not yet expired, for the whole
initiative or for the member that decides by location.

What closes it: delete the exemption, or let it expire; move what needs it into a scope of its own
that holds no assets.

What we do not see: exemptions that are made outside the code. It is reported on its scope even where
no asset is known there.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-UNG-03",
    kind=Kind.UNGUARDED,
    severity=Severity.MEDIUM,
    title="the exemption {via} opens the location policy",
    remedy="Delete the exemption, or set `expiresOn` and confine it to a scope without assets.",
    change=("exemption",),
    controls=("RF-GOV-02",),
)
