"""A workload that holds the asset runs in a network of the provider that lets it out.

Why it leaks: compute that Azure places for you (managed compute of a machine learning
workspace, nodes of a cluster, container groups, apps) stands in no subnet of yours, so your
security groups and routes never see what it sends.

What it looks like: a workspace whose `managedNetwork.isolationMode` is absent, `Disabled` or
`AllowInternetOutbound`; compute of it without a subnet; a cluster whose `outboundType` is absent or
`loadBalancer` and whose nodes stand in no subnet of yours; a container group without `subnetIds`;
an app without virtual network integration, or one that sends only private traffic through it.

What closes it: `isolationMode: AllowOnlyApprovedOutbound` with private endpoints as outbound
rules; compute in subnets whose way out is closed; `outboundType` `userDefinedRouting`, `none` or
`block`; `subnetIds` for container groups; `vnetRouteAllEnabled` for apps.

What we do not see: serverless compute that nobody declared, where all declared compute stands
in subnets of yours; destinations that the service itself adds to a managed network.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EGR-02",
    kind=Kind.EGRESS,
    severity=Severity.HIGH,
    title="{asset} can be sent outside ({outsider}) from a managed network",
    remedy=(
        "Set `managedNetwork.isolationMode` (`isolation_mode`) to `AllowOnlyApprovedOutbound`, "
        "send all traffic of an app through its subnet (`vnetRouteAllEnabled`), or place the compute in a subnet of yours whose way out is closed."
    ),
    change=("leaves",),
    controls=("RF-NET-20",),
)
