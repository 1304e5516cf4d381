"""Pairs about what a cluster publishes."""

from __future__ import annotations

from ringfence.model.assessment import Kind
from tests.kubernetes.pair import Pair
from tests.kubernetes.pieces import (
    INTERNAL,
    WEB,
    cluster,
    ground,
    policy,
    service,
    workload,
)
from tests.twins.pieces import rule

OTHER_PORT = rule("web", 100, "Inbound", "Allow", port="443", source="Internet")
OURS = rule("web", 100, "Inbound", "Allow", port="80", source="203.0.113.0/29")

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
]
