"""Somebody who is no custodian reads the asset with a role from above.

Why it leaks: a role on a resource group, a subscription or a management group holds for every store
below it, present and future. Nobody decided that its holder may read this one, and nobody looks
there when the list of readers is checked. Reader counts as well: it pulls every image of a registry
and queries every log, because those are control-plane actions that end in `/read`.

What it looks like: `Storage Blob Data Reader` with the resource group as scope; `Reader` at the
subscription beside a container registry or a log workspace; a custom role with `*/read`; a group in
a group that holds one of these. Where the boundary names custodians, everybody else with a data role
or an access policy.

What closes it: assign the role on the one account, vault, registry or workspace whose content is
meant, to the principal that needs it, or name the principal under `boundary.custodians`.

What we do not see: assignments that are not in this code, the members of groups that it only names,
and grants inside a service (Kubernetes roles, lists of a data lake).
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-01",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} reads {asset} with a role that was not given for it",
    remedy="Assign the role on the one resource that is meant (account, vault, registry, workspace) instead of above it, or list the principal under `boundary.custodians`.",
    change=("access-policy", "grant"),
    controls=("RF-IDN-01", "RF-IDN-12"),
)
