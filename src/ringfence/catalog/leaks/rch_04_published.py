"""A forwarder publishes what is private by itself.

Why it leaks: Front Door, an application gateway, a load balancer or a translating firewall takes
traffic from everybody and hands it to a backend that has no public side. The backend's own
settings all look closed.

What it looks like: a Front Door origin with a private link to a storage account; a backend pool with
the address of a private endpoint or the host name of the service; a public load balancer before a
machine whose security group admits the internet; a translation rule to a private address. An origin
group that no enabled route uses, or a listener on a private frontend, publishes nothing.

What closes it: remove the backend, the route or the public frontend. A web application firewall
before it does not change who gets there.

What we do not see: rules that the forwarder applies to requests, and applications that pass requests
on by themselves.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-04",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} is published through `{via}`",
    remedy="Take the backend out of the forwarder, or give it a private frontend only.",
    controls=("RF-NET-09", "RF-NET-11"),
)
