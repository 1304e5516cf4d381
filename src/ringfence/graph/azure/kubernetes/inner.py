"""Where a workload answers inside virtual networks: internal load balancers, node ports, pods.

Sources: AKS pages on internal load balancers and on the networks of pods (see `clusters`): an
internal frontend takes an address of the node subnet, or of the subnet that an annotation names; pods
have addresses of the network with Azure CNI without overlay only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.addresses import EVERYWHERE
from ringfence.graph.azure.doors import Gate, Presence
from ringfence.graph.azure.kubernetes.clusters import (
    Host,
    enforcement,
    hosts,
    node_subnets,
    pod_subnets,
    routable_pods,
)
from ringfence.graph.azure.kubernetes.fronts import SUBNET, Front
from ringfence.graph.azure.kubernetes.policing import gate_of
from ringfence.graph.azure.kubernetes.ways_in import fronts
from ringfence.graph.boxes import EMPTY, Interval
from ringfence.graph.kubernetes.objects import Pods, annotations_of, every, pods_of, world
from ringfence.graph.kubernetes.policies import Ask, named_ports, rule_on, selecting
from ringfence.graph.kubernetes.ports import listening
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.model.resource import Resource

_SIDE: Final = "the networks around its cluster"


def presences(estate: Estate, workload: Resource) -> Iterator[Presence]:
    """Yield every address of a workload inside virtual networks of the estate."""
    for host in hosts(estate, workload):
        for front in fronts(estate, workload):
            if front.kind in ("balancer", "node"):
                yield from _of_front(estate, front, host)
        for pods in pods_of(workload):
            yield from _of_pods(estate, pods, host)


def _of_front(estate: Estate, front: Front, host: Host) -> Iterator[Presence]:
    """Yield the internal frontend of a Service, or the port that it opens on nodes."""
    if front.kind == "balancer" and not _has_frontend(front):
        return
    doubts = every((host.doubt, *front.doubts))
    gates = tuple(_gates(estate, front.pods, front.inner, host))
    named = _named_subnet(front) if front.kind == "balancer" else ABSENT
    for reference, doubt, holder, pointer in node_subnets(estate, host.cluster):
        subnet: Value | Absent = reference
        at = (holder, pointer)
        if named is not ABSENT:
            subnet, at = _beside(reference, named), (front.holder, "metadata.annotations")
        unsure = every((*doubts, doubt))
        yield Presence(
            subnet, at[0], at[1], unsure[0] if unsure else None, ports=front.ports, gates=gates
        )


def _has_frontend(front: Front) -> bool:
    """Tell whether a Service is of type LoadBalancer: a public frontend has no private side."""
    kind, *rest = front.gates
    return not kind.shut and any(gate.shut is not False for gate in rest)


def _named_subnet(front: Front) -> Value | Absent:
    noted = annotations_of(front.holder)
    if isinstance(noted, Unknown):
        return ABSENT
    return noted.get(SUBNET, ABSENT)


def _beside(reference: Value | Absent, named: Value | Absent) -> Value | Absent:
    """Return the subnet of a name in the network of another subnet."""
    if isinstance(reference, str) and isinstance(named, str):
        return f"{parent_key(reference)}/subnets/{named}"
    return named if isinstance(named, Unknown) else reference


def _of_pods(estate: Estate, pods: Pods, host: Host) -> Iterator[Presence]:
    routable, hidden = routable_pods(host.cluster)
    if routable is False or pods.spec is ABSENT:
        return
    ports = listening(pods)
    gates = tuple(_gates(estate, pods, ports, host))
    for reference, doubt, holder, pointer in pod_subnets(estate, host.cluster):
        unsure = every((host.doubt, hidden, doubt))
        yield Presence(
            reference, holder, pointer, unsure[0] if unsure else None, ports=ports, gates=gates
        )


def _gates(estate: Estate, pods: Pods, ports: tuple[Interval, ...], host: Host) -> Iterator[Gate]:
    selected = selecting(world(estate), pods, "Ingress")
    if not selected:
        return
    ask = Ask("Ingress", EVERYWHERE, ports, "TCP", EMPTY, named_ports(pods))
    ruling = rule_on(selected, ask)
    yield gate_of(ruling, enforcement(host.cluster), pods, _SIDE, ports)
