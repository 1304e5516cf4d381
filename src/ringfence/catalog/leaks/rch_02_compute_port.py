"""A machine, container group or Kubernetes API server takes traffic from outside.

Why it leaks: what runs there holds weights and data in memory and on disk. A port that the internet
reaches is one flaw or one password away from all of it.

What it looks like: a public address on an interface behind a security group that admits a wide
source, at the subnet and at the interface; a Basic address without any group; a container group of
type Public; an API server without authorised ranges. An allow rule behind an earlier deny admits
nobody, and rules at both places must admit: those are no findings. A route of all traffic to an
appliance breaks the way back and counts as a wall.

What closes it: no public address, a narrower rule, a private cluster, ranges of the boundary.

What we do not see: what listens behind the port, and rules of the operating system.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-02",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} takes traffic from outside ({outsider})",
    remedy="Take the public address away (or make the cluster private), or let the security group admit only addresses of the boundary.",
    controls=("RF-NET-04", "RF-NET-08", "RF-NET-10", "RF-NET-23"),
)
