"""A firewall admits somebody else's tenant by name.

Why it leaks: a rule for resource instances lets a service of that tenant through with an identity
that it controls, past every address rule. The rule survives when public network access is turned
off, so an account that looks closed is not.

What it looks like: `resourceAccessRules` (azurerm `private_link_access`) whose `tenantId` is not one
of the tenants in the boundary; often left behind by a trial, a migration, or a partner.

What closes it: remove the rule, or name the tenant in `boundary.tenants` if it is yours.

What we do not see: what the foreign identity is allowed to do. Where the boundary names no tenants,
a literal tenant may be ours: the finding stays unknown until it does.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EXP-02",
    kind=Kind.EXPOSED,
    severity=Severity.CRITICAL,
    title="{asset} is open to {outsider}, which the boundary does not name",
    remedy="Remove the resource instance rule of the foreign tenant from `networkAcls.resourceAccessRules` (azurerm `private_link_access`).",
    change=("resource-instance-rule",),
    controls=("RF-NET-01",),
)
