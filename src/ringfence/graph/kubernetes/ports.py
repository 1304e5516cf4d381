"""Ports of Services, and the ports of the pods behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.boxes import Interval
from ringfence.graph.kubernetes.objects import Pods
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

ALL: Final[Interval] = (0, 65535)
NODE_PORTS: Final[Interval] = (30000, 32767)
"""What node ports are taken from by default
(https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport)."""


@dataclass(frozen=True, slots=True)
class Port:
    """One port of a Service: the number it listens on, the one of the pods, and that of nodes.

    A number that is not known is every port.
    """

    name: str
    front: Interval
    pods: Interval
    node: Interval
    protocol: str
    pointer: str


def ports_of(service: Resource, pods: Pods) -> Iterator[Port]:
    """Yield the ports of a Service as they lead to some pods."""
    listed = dig(service.body, "spec.ports")
    for index, (each, _) in enumerate(members(listed)):
        number = dig(each, "port")
        target = dig(each, "targetPort")
        node = dig(each, "nodePort")
        name = dig(each, "name")
        protocol = dig(each, "protocol")
        yield Port(
            name if isinstance(name, str) else "",
            _span(number, ALL),
            pod_port(pods, number if isinstance(target, Absent) or target is None else target),
            _span(node, NODE_PORTS),
            protocol if isinstance(protocol, str) else "TCP",
            f"spec.ports[{index}]",
        )
    if isinstance(listed, Absent) or listed is None:
        yield Port("", ALL, ALL, NODE_PORTS, "TCP", "spec")


def ports_number(value: Value | Absent) -> Interval | None:
    """Return a port that is given by number as a span, None for everything else."""
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    return (value, value) if isinstance(value, int) and not isinstance(value, bool) else None


def _span(value: Value | Absent, otherwise: Interval) -> Interval:
    return ports_number(value) or otherwise


def pod_port(pods: Pods, target: Value | Absent) -> Interval:
    """Return the number of a port of pods that is given by number or by name."""
    span = _span(target, ALL)
    if span != ALL or not isinstance(target, str):
        return span
    for container, _, _ in pods.containers():
        for each, _ in members(dig(container, "ports")):
            if dig(each, "name") == target:
                return _span(dig(each, "containerPort"), ALL)
    return ALL


def listening(pods: Pods) -> tuple[Interval, ...]:
    """Return the ports that containers say they listen on; what they do not say, they may."""
    found = [
        _span(dig(each, "containerPort"), ALL)
        for container, _, _ in pods.containers()
        for each, _ in members(dig(container, "ports"))
        if not isinstance(each, Unknown)
    ]
    return tuple(found) or (ALL,)
