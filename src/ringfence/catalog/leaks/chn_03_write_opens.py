"""Whoever may change the resource, or assign its roles, lets itself in.

Why it leaks: the control plane answers from everywhere, and what protects the asset there is a
property. With write it can be changed: shared keys accepted again, anonymous access allowed, an
access policy added, the firewall opened. With the right to write role assignments the grant itself
is added. Write alone adds no role: a vault that grants access by Azure roles withstands it.

What it looks like: Contributor on a vault with access policies; Storage Account Contributor on an
account whose shared keys are off; User Access Administrator or Owner at the subscription; Role
Based Access Control Administrator without a condition, or with one that admits a role which opens
the asset; a custom role whose holder may change its definition.

What closes it: keep such roles for identities that deploy and nobody else, let people activate them
for an hour, and tie the right to assign roles to a condition that names harmless ones.

What we do not see: an Azure Policy that would refuse the change, and locks.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-03",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} may change what protects {asset}",
    remedy="Take the role away, or replace it by one without write on the resource and without the right to assign roles; limit that right by a condition on the roles that may be granted.",
    change=("grant",),
    controls=("RF-IDN-01", "RF-IDN-14"),
)
