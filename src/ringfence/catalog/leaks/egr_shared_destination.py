"""What is let out for a service or a name is let out for every tenant of it.

Why it leaks: a service tag, a wildcard or a service endpoint stands for a service, not for your
account in it. `Storage.WestEurope`, `*.blob.core.windows.net` and `AzureCloud` all hold the account
that an attacker opened this morning, and a copy to it looks like every other copy.

What it looks like: a rule that allows `Storage` before the one that denies `Internet`; a
firewall policy with a network rule to a tag or to `*`, which also ends the search before any
application rule; an application rule with a wildcard, a web category or an FQDN tag; a service
endpoint on the subnet, whose route no user-defined route overrides, without a service endpoint
policy; an outbound rule of a machine learning workspace with a service tag; a private endpoint that
leads to a stranger's resource.

What closes it: private endpoints to your own resources, and rules with exact names of them
instead of tags and wildcards; a service endpoint policy that lists your accounts. Sign-in, the
platform's own addresses and update endpoints are let through: nothing can be left there. One
exactly named foreign host counts as medium.

What we do not see: the addresses behind tags and names, threat intelligence and intrusion
detection of a firewall, and clients that claim another name than that of the host they talk to.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EGR-03",
    kind=Kind.EGRESS,
    severity=Severity.HIGH,
    title="{asset} can be sent to other tenants: {via} lets a shared destination out",
    remedy=(
        "Replace the service tag, wildcard or service endpoint by private endpoints, or by exact "
        "names of resources of yours."
    ),
    change=("leaves",),
    controls=("RF-NET-06",),
)
