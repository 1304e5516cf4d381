"""A workload that holds the asset can send to the internet from its subnet.

Why it leaks: whoever gets code to run beside the asset (a poisoned package, a prompt that a
tool obeys, an insider with a notebook) needs only one open way out. Data that leaves by it crosses
no firewall of the asset: it is the workload that reads, rightly, and sends, wrongly.

What it looks like: a subnet without a security group, without routes of its own and with the
outbound access that Azure gives by default; a group whose default rule 65001 lets out what no
other rule denies; an allow with a lower number than the deny; a route table without a route for
`0.0.0.0/0`; a NAT gateway, a public address on the interface, an outbound rule of a load balancer;
a peered network or a site that lies outside the boundary.

What closes it: deny `Internet` in the subnet's security group (`securityRules`, direction
`Outbound`) behind narrow allows, or lead `0.0.0.0/0` to `None` or to a firewall that lets out named
hosts only, and make the subnet private (`defaultOutboundAccess: false`). Reach Azure services by
private endpoint.

What we do not see: filters inside the machine, appliances of other makers, what a site behind a
gateway lets out, and names resolved through the platform's own resolver.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EGR-01",
    kind=Kind.EGRESS,
    severity=Severity.HIGH,
    title="{asset} can be sent outside ({outsider}): {via} does not stop it",
    remedy=(
        "Deny `Internet` outbound in the security group of the subnet, or route `0.0.0.0/0` to `None` "
        "or to a firewall that lets out named hosts only, and set `defaultOutboundAccess` "
        "(`default_outbound_access_enabled`) to false."
    ),
    change=("leaves",),
    controls=("RF-NET-05", "RF-NET-06"),
)
