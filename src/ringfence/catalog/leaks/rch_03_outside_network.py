"""A network outside the boundary is linked to the asset.

Why it leaks: a private endpoint or a machine is as private as the networks that reach it. Through a
peering, a gateway or a network rule the asset stands open to another region, another subscription or
a site that the boundary does not name.

What it looks like: a hub in another region peered with the network of a private endpoint; a spoke
whose security group admits `VirtualNetwork`, which includes every peer; a site whose addresses are
not in `boundary.networks`; a firewall rule for a subnet elsewhere. A peering with only one side does
not carry traffic; two networks behind one hub do not reach each other unless something there forwards.

What closes it: remove the peering or its other side; a deny rule before the wide allow; name the
network in the boundary if it belongs inside.

What we do not see: links of networks that are not in the tree. Those count as perhaps outside.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-03",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} can be reached from a network outside the boundary ({outsider})",
    remedy="Cut the link to the outside network, or let a security group admit only networks of the boundary (for private endpoints with `privateEndpointNetworkPolicies` on).",
    change=("network-rule", "network-security-perimeter"),
    controls=("RF-NET-07",),
)
