"""No file assigns a policy.

Why it leaks: without a residency policy nothing stops tomorrow's deployment from leaving the
boundary. Many organisations assign policies from another repository, so this is a question, not an
accusation.

What it looks like: a tree with assets and without a single policy assignment.

What closes it: assign `Allowed locations` (`e56962a6-4747-49cd-b67b-bf8b01975c4c`) in the code, or scan
the repository of the platform team together with this one.

What we do not see: assignments that are made elsewhere. The finding is one for the whole estate and
its outcome is always unknown.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-UNG-04",
    kind=Kind.UNGUARDED,
    severity=Severity.MEDIUM,
    title="no policy assignment in the code keeps the estate inside the boundary",
    remedy="Assign `Allowed locations` with the regions of the boundary, or scan the repository that does.",
    controls=("RF-RES-02",),
)
