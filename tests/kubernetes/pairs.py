"""Pairs about what a cluster publishes."""

from __future__ import annotations

from ringfence.model.assessment import Kind
from tests.kubernetes.pair import Pair
from tests.kubernetes.pieces import (
    INTERNAL,
    WEB,
    cluster,
    controller,
    gateway,
    ground,
    ingress,
    policy,
    service,
    workload,
)
from tests.twins.pieces import rule

OTHER_PORT = rule("web", 100, "Inbound", "Allow", port="443", source="Internet")
OURS = rule("web", 100, "Inbound", "Allow", port="80", source="203.0.113.0/29")

RANGE = "nginx.ingress.kubernetes.io/whitelist-source-range"
LOGIN = "nginx.ingress.kubernetes.io/auth-url"
WITHIN = "[--ingress-class=nginx-internal]"
FROM = (
    "  ingress: [{{from: [{{namespaceSelector: {{matchLabels: "
    "{{kubernetes.io/metadata.name: {0}}}}}}}]}}]\n"
)
ALL = "      allowedRoutes: {namespaces: {from: All}}\n"
TWO_CONTROLLERS = controller(flags="[--ingress-class=nginx]") + controller(
    INTERNAL, flags=WITHIN
).replace("ingress-nginx", "ingress-nginx-internal").replace(
    "ingress-nginx-internal/controller", "ingress-nginx/controller"
)
ROUTING = """
  web_app_routing {{
    dns_zone_ids             = []
    default_nginx_controller = "{0}"
  }}
"""
INTERNAL_NGINX = """---
apiVersion: approuting.kubernetes.azure.com/v1alpha1
kind: NginxIngressController
metadata:
  name: internal
spec:
  ingressClassName: internal
  controllerNamePrefix: internal
  loadBalancerAnnotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
"""

PAIRS = [
    Pair(
        "a load balancer with and without the annotation for an internal one",
        Kind.EXPOSED,
        same=workload(),
        leaky=service(),
        safe=service(annotations=INTERNAL),
        outsider="internet",
    ),
    Pair(
        "a Service of type LoadBalancer and one of type ClusterIP",
        Kind.EXPOSED,
        same=workload(),
        leaky=service(),
        safe=service("ClusterIP"),
    ),
    Pair(
        "a server without and with a key is exposed or only reachable",
        Kind.REACHABLE,
        same=workload(args="[--model, /m, --api-key, $(KEY)]"),
        leaky=service(),
        safe=service("ClusterIP"),
    ),
    Pair(
        "a security group before the nodes that admits the port of the Service, or another",
        Kind.EXPOSED,
        same=workload() + service(),
        land="",
        leaky_land=ground(WEB),
        safe_land=ground(OTHER_PORT),
    ),
    Pair(
        "a security group that admits the internet, or the boundary",
        Kind.EXPOSED,
        same=workload() + service(),
        land="",
        leaky_land=ground(WEB),
        safe_land=ground(OURS),
    ),
    Pair(
        "source ranges of everybody, and of the boundary",
        Kind.EXPOSED,
        same=workload(),
        leaky=service(spec="  loadBalancerSourceRanges: [0.0.0.0/0]\n"),
        safe=service(spec="  loadBalancerSourceRanges: [203.0.113.0/29]\n"),
    ),
    Pair(
        "a Service before these pods, or before others",
        Kind.EXPOSED,
        same=workload(),
        leaky=service(),
        safe=service(selector="{app: docs}"),
    ),
    Pair(
        "a Service in the namespace of the pods, or in another",
        Kind.EXPOSED,
        same=workload(),
        leaky=service(),
        safe=service(namespace="docs"),
    ),
    Pair(
        "a policy that denies, in a cluster that enforces policies or does not",
        Kind.EXPOSED,
        same=workload() + service() + policy(),
        land="",
        leaky_land=ground(WEB, of=cluster(profile="")),
        safe_land=ground(WEB),
    ),
    Pair(
        "a policy that selects other pods, or these",
        Kind.EXPOSED,
        same=workload() + service(),
        leaky=policy(selector="{matchLabels: {app: docs}}"),
        safe=policy(selector="{matchExpressions: [{key: app, operator: In, values: [vllm]}]}"),
    ),
    Pair(
        "a policy that admits everybody, or the boundary, where clients keep their address",
        Kind.EXPOSED,
        same=workload() + service(spec="  externalTrafficPolicy: Local\n"),
        leaky=policy(spec="  ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]\n"),
        safe=policy(spec="  ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/29}}]}]\n"),
    ),
    Pair(
        "a policy that admits the port of the pods, or the one of the Service",
        Kind.EXPOSED,
        same=workload() + service(),
        leaky=policy(spec="  ingress: [{ports: [{port: 8000}]}]\n"),
        safe=policy(spec="  ingress: [{ports: [{port: 80}]}]\n"),
    ),
    Pair(
        "an Ingress of application routing to this Service, or to another",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP"),
        leaky=ingress(),
        safe=ingress(backend="docs"),
    ),
    Pair(
        "application routing that is public, or internal",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP"),
        leaky=ingress(),
        safe=ingress("internal") + INTERNAL_NGINX,
    ),
    Pair(
        "an ingress controller before a public, or an internal load balancer",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP") + ingress("nginx"),
        leaky=controller(),
        safe=controller(INTERNAL),
    ),
    Pair(
        "a class that the public controller serves, or the internal one",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP") + TWO_CONTROLLERS,
        leaky=ingress("nginx"),
        safe=ingress("nginx-internal"),
    ),
    Pair(
        "an Ingress with a source range of everybody, or of the boundary",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP") + controller(),
        leaky=ingress("nginx", annotations=f"{RANGE}: 0.0.0.0/0"),
        safe=ingress("nginx", annotations=f"{RANGE}: 203.0.113.0/29"),
    ),
    Pair(
        "an Ingress that asks for a login is reachable, a ClusterIP alone is not",
        Kind.REACHABLE,
        same=workload() + service("ClusterIP") + controller(),
        leaky=ingress("nginx", annotations=f"{LOGIN}: https://login.example.com/auth"),
        safe="",
    ),
    Pair(
        "a policy that admits the controller's namespace, or another",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP") + ingress("nginx") + controller(),
        leaky=policy(spec=FROM.format("ingress-nginx")),
        safe=policy(spec=FROM.format("docs")),
    ),
    Pair(
        "a Gateway of Istio before a public, or an internal load balancer",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP"),
        leaky=gateway("istio", allow=ALL),
        safe=gateway("istio", allow=ALL, annotations=INTERNAL),
    ),
    Pair(
        "a Gateway that takes routes from every namespace, or from its own",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP"),
        leaky=gateway("azure-alb-external", allow=ALL),
        safe=gateway("azure-alb-external"),
    ),
    Pair(
        "application routing whose own controller is external, or internal",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP") + ingress(),
        land="",
        leaky_land=ground(WEB, of=cluster(more=ROUTING.format("External"))),
        safe_land=ground(WEB, of=cluster(more=ROUTING.format("Internal"))),
    ),
    Pair(
        "a policy before pods that share the network of their node, or do not",
        Kind.EXPOSED,
        same=service() + policy(),
        leaky=workload(spec="      hostNetwork: true\n"),
        safe=workload(),
    ),
    Pair(
        "one Service of two is enough",
        Kind.EXPOSED,
        same=workload() + service("ClusterIP", "inner"),
        leaky=service() + service("ClusterIP", "more"),
        safe=service("ClusterIP") + service("ClusterIP", "more"),
    ),
]
