"""Clusters before their pods: how public traffic gets through a front to a workload.

The controller of a cluster opens the security group of the node resource group for a load balancer;
one that the user put before the node subnet filters all the same. The load balancer keeps the
address and the port that the client spoke to (floating IP), so a group sees the port of the Service
and the public frontend as destination. Sources: AKS pages on load balancers and network security
groups (https://learn.microsoft.com/azure/aks/concepts-network-services).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ringfence.graph.addresses import PRIVATE
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.clusters import (
    Host,
    enforcement,
    hosts,
    node_addresses,
    node_subnets,
)
from ringfence.graph.azure.kubernetes.fronts import Admitted, Front
from ringfence.graph.azure.kubernetes.policing import gate_of
from ringfence.graph.azure.kubernetes.ways_in import fronts
from ringfence.graph.azure.network.carriers import SUBNET
from ringfence.graph.azure.network.entries import Entry
from ringfence.graph.azure.network.filters import Filters
from ringfence.graph.azure.network.machines import Machines
from ringfence.graph.azure.network.rulings import Traffic
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.graph.boxes import EMPTY, Boxes
from ringfence.graph.kubernetes.objects import every, world
from ringfence.graph.kubernetes.policies import Ask, meshed, named_ports, rule_on, selecting
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

RULE: Final = "RF-RCH-06"
STEP: Final = "cluster-front"


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before the nodes of one cluster, for one of its subnets."""

    tag: str
    gates: tuple[Gate, ...]
    doubts: tuple[Unknown, ...] = ()


class ClusterFronts:
    """Judges the fronts of workloads."""

    def __init__(self, estate: Estate, filters: Filters, machines: Machines) -> None:
        self._estate = estate
        self._filters = filters
        self._machines = machines
        self._fronts: dict[str, list[Front]] = {}

    def ways(self, traffic: Traffic, workload: Resource) -> Iterator[Way]:
        """Yield the ways of public traffic to a workload."""
        found = self._fronts.get(workload.key)
        if found is None:
            found = self._fronts[workload.key] = fronts(self._estate, workload)
        for number, front in enumerate(found):
            yield from self._front(traffic, workload, front, number)

    def _front(
        self, traffic: Traffic, workload: Resource, front: Front, number: int
    ) -> Iterator[Way]:
        narrowed, gates = _narrowed(traffic, front)
        candidates: list[list[Way]] = []
        for host in hosts(self._estate, workload) or (None,):
            cluster = None if host is None else host.cluster
            inner = (*gates, *self._policies(narrowed, front, cluster))
            candidates.append(
                [
                    self._way(traffic, workload, front, f"{number}:{before.tag}", before, inner)
                    for before in self._before(narrowed, front, host)
                ]
            )
        yield from _whichever(candidates, hosts(self._estate, workload))

    def _way(
        self,
        traffic: Traffic,
        workload: Resource,
        front: Front,
        tag: str,
        before: _Before,
        inner: tuple[Gate, ...],
    ) -> Way:
        gates = (*front.gates, *before.gates, *inner)
        return Way(
            tag=f"cluster:{front.kind}:{front.holder.key}:{tag}",
            rule=RULE,
            step=STEP,
            change=front.holder,
            says=lambda: (
                f"{traffic.who} reaches `{workload.address}` through `{front.holder.address}`"
            ),
            because=partial(stated, gates, front.because),
            gates=gates,
            evidence=_beside(gates, (Evidence(front.holder, front.pointer), *front.evidence)),
            doubts=every((*front.doubts, *before.doubts)),
            presence=every((workload.presence, front.holder.presence)),
            asks=front.asks,
        )

    def _policies(self, traffic: Traffic, front: Front, cluster: Resource | None) -> Iterator[Gate]:
        """Yield the barrier that network policies are before the pods of a front."""
        objects = world(self._estate)
        for each in meshed(objects, front.pods):
            what = f"`{each.policy.address}` does not let {traffic.who} in"
            because = f"`{each.policy.address}` may admit it"
            key = f"mesh:{each.policy.key}"
            shown = (Evidence(each.policy, "spec"),)
            yield Gate(key, each.policy, what, None, because, shown, every((each.doubt,)))
        selected = selecting(objects, front.pods, "Ingress")
        if not selected or front.pods.spec is None:
            return
        source = traffic.source.sure or traffic.source.may
        ask = Ask(
            "Ingress",
            source,
            front.inner,
            front.protocol,
            EMPTY if front.local else _nodes(),
            named_ports(front.pods),
            front.sender,
        )
        ruling = rule_on(selected, ask)
        yield gate_of(ruling, enforcement(cluster), front.pods, traffic.who, front.inner)

    def _before(self, traffic: Traffic, front: Front, host: Host | None) -> Iterator[_Before]:
        """Yield what stands before each subnet of the nodes; they are alternatives.

        The network of a cluster that no file declares is not there, as far as the tree says.
        """
        if host is None or host.cluster.external is not None:
            yield _Before("", (), self._unplaced(front))
            return
        if front.kind == "gateway":
            entry = _entry(front, front.subnet, host)
            passed = self._filters.gates(entry, traffic) if front.subnet else ((),)
            for number, gates in enumerate(passed):
                yield _Before(f"{host.cluster.key}:{number}", gates)
            return
        node = tuple(self._node_gates(front, host.cluster))
        seen: set[str] = set()
        for reference, doubt, holder, pointer in node_subnets(self._estate, host.cluster):
            if isinstance(reference, Unknown):
                why = Unknown(
                    f"the subnet of `{holder.address}` is not known", holder.locate(pointer)
                )
                gate = _maybe_filtered(host.cluster, why)
                yield _Before(f"{host.cluster.key}:?", (*node, gate))
                continue
            lookup = self._estate.lookup(reference, SUBNET)
            subnet = lookup.found.key if lookup.found else str(reference or "").lower()
            if subnet in seen:
                continue
            seen.add(subnet)
            if not isinstance(reference, str) or not reference:
                yield _Before(f"{host.cluster.key}:own", node, every((doubt,)))
                continue
            if lookup.perhaps:
                gate = _maybe_filtered(host.cluster, lookup.doubt)
                yield _Before(f"{host.cluster.key}:?", (*node, gate))
                continue
            entry = _entry(front, subnet, host)
            back = self._machines.way_back(traffic, entry)
            for number, gates in enumerate(self._filters.gates(entry, traffic)):
                every_gate = (*node, *((back,) if back is not None else ()), *gates)
                yield _Before(f"{subnet}:{number}", every_gate, every((doubt,)))
        if not seen:
            yield _Before(f"{host.cluster.key}:own", node)

    def _unplaced(self, front: Front) -> tuple[Unknown, ...]:
        if front.kind != "node":
            return ()
        why = f"whether the nodes that run `{front.pods.workload.address}` have public addresses"
        return (Unknown(f"{why} is not in the tree"),)

    def _node_gates(self, front: Front, cluster: Resource) -> Iterator[Gate]:
        """Yield what stands before a port of the nodes themselves."""
        if front.kind != "node":
            return
        public, evidence = node_addresses(self._estate, cluster)
        yield Gate(
            f"node-addresses:{cluster.key}",
            cluster,
            f"nodes of `{cluster.address}` have no public addresses",
            None if public is None else not public,
            "nodes have public addresses",
            evidence,
            () if public is not None else (Unknown("whether nodes have public addresses"),),
        )
        why = Unknown(f"what the security group that `{cluster.address}` makes admits to its nodes")
        yield Gate(
            f"node-group:{cluster.key}",
            cluster,
            f"the security group that `{cluster.address}` makes admits nothing to node ports",
            None,
            "the cluster's own security group may admit node ports",
            (),
            (why,),
        )


def _beside(gates: tuple[Gate, ...], evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the evidence that no gate shows as well."""
    told = {(each.resource.key, each.pointer) for gate in gates for each in gate.evidence}
    return tuple(each for each in evidence if (each.resource.key, each.pointer) not in told)


def _nodes() -> Boxes:
    """Return the addresses that nodes may have, which stand in for clients."""
    return PRIVATE


def _entry(front: Front, subnet: str, host: Host) -> Entry:
    return Entry(
        f"front:{front.holder.key}",
        subnet,
        host.cluster,
        link=False,
        ports=front.ports,
        fronted=front.kind == "balancer",
    )


def _maybe_filtered(cluster: Resource, doubt: Unknown | None) -> Gate:
    why = doubt if doubt is not None else Unknown("which subnet its nodes stand in is not known")
    return Gate(
        f"nsg:?{cluster.key}",
        cluster,
        f"a security group before the nodes of `{cluster.address}` may stop it",
        None,
        "no security group may stand before its nodes",
        (),
        (why,),
    )


def _narrowed(traffic: Traffic, front: Front) -> tuple[Traffic, tuple[Gate, ...]]:
    """Return the part of the traffic that a front admits, and the barrier of its source ranges."""
    gates: list[Gate] = []
    for each in front.admitted:
        area = Area(traffic.source.sure & each.sure, traffic.source.may & each.may, each.doubts)
        gates.append(_ranges(front, traffic, each, area))
        if area.may:
            mark = f"{traffic.origin}:{front.holder.key}"
            traffic = replace(traffic, origin=mark, source=area)
    return traffic, tuple(gates)


def _ranges(front: Front, traffic: Traffic, each: Admitted, area: Area) -> Gate:
    holder = front.holder
    shut = False if area.sure else (None if area.may else True)
    doubts = each.doubts if shut is None else ()
    return Gate(
        f"source-ranges:{holder.key}",
        holder,
        f"the source ranges of `{holder.address}` admit nobody of {traffic.who}",
        shut,
        f"the source ranges of `{holder.address}` admit {traffic.who}",
        each.evidence,
        doubts or ((Unknown("its source ranges are not known"),) if shut is None else ()),
    )


def _whichever(candidates: list[list[Way]], found: tuple[Host, ...]) -> Iterator[Way]:
    """Yield the ways of every cluster that may run a workload.

    Where all of them leave one surely open, it is open whichever it is.
    """
    if len(candidates) > 1 and all(any(_open(way) for way in ways) for ways in candidates):
        yield next(way for way in candidates[0] if _open(way))
        return
    for ways, host in zip(candidates, found or (None,), strict=True):
        for way in ways:
            doubts = () if host is None else every((host.doubt,))
            yield replace(way, doubts=every((*way.doubts, *doubts))) if doubts else way


def _open(way: Way) -> bool:
    return not way.doubts and all(gate.shut is False for gate in way.gates)
