"""A Kubernetes Service, Ingress or Gateway publishes a workload.

Why it leaks: a manifest of a dozen lines puts a public address before a model server, and the
controller of the cluster opens the network for it. No Terraform of the network shows it, and most
model servers ask nobody for a credential.

What it looks like: a Service of type LoadBalancer without the annotation for an internal one; an
Ingress or a Gateway whose controller has a public address; a port of nodes that have public addresses.
Source ranges that admit only addresses of the boundary, a security group before the node subnet that
does not admit the port, and an enforced network policy that admits no such traffic are walls. A
network policy in a cluster without a policy engine is none.

What closes it: the annotation `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`, type
ClusterIP, `loadBalancerSourceRanges` with addresses of the boundary, or an internal controller.

What we do not see: what operators and webhooks change, proxies inside the pods, and rules that
somebody added to the cluster by hand.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-06",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} is published by `{via}` ({outsider})",
    remedy='Give the Service an internal load balancer (`service.beta.kubernetes.io/azure-load-balancer-internal: "true"`) or type ClusterIP, or let `loadBalancerSourceRanges` list addresses of the boundary only.',
    change=("cluster-front",),
    controls=("RF-NET-09",),
)
