"""Network policies as barriers: they stand where the cluster enforces them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.addresses import ANY_V4, PUBLIC, parse, union
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.clusters import Enforcement, enforcement
from ringfence.graph.boxes import Boxes, Interval
from ringfence.graph.kubernetes.objects import Pods, every, pods_of, world
from ringfence.graph.kubernetes.policies import Ask, Ruling, rule_on, selecting
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

LIMITS: Final = (
    "Kubernetes: egress policies are asked about public addresses; what they admit at port 53 alone"
    " counts as name resolution",
)

_NOT_NAMES: Final[tuple[Interval, ...]] = ((0, 52), (54, 65535))
_FAR: Final = (PUBLIC & Boxes([(ANY_V4,)])) - union(
    span
    for text in ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16", "224.0.0.0/3")
    if (span := parse(text)) is not None
)
"""The public addresses that somebody may have; those of version 6 are not asked about."""


def gate_of(
    ruling: Ruling, enforced: Enforcement, pods: Pods, who: str, ports: tuple[Interval, ...]
) -> Gate:
    """Return the barrier that a ruling of policies is in a cluster that enforces them, or does not."""
    holder = ruling.holder or pods.workload
    shut: bool | None = None
    doubts = every((*ruling.doubts, enforced.doubt))
    if ruling.shut is False or enforced.on is False:
        shut, doubts = False, ()
    elif ruling.shut and enforced.on:
        shut, doubts = True, ()
    because = ruling.because if enforced.on and ruling.shut is not True else enforced.because
    return Gate(
        f"network-policy:{pods.workload.key}:{pods.pointer}:{ports}:{who}",
        holder,
        f"`{holder.address}` does not let {who} to `{pods.workload.address}`",
        shut,
        because,
        (*ruling.evidence, *enforced.evidence),
        doubts,
    )


def egress_gates(estate: Estate, workload: Resource, cluster: Resource) -> Iterator[Gate]:
    """Yield the barrier of egress policies before what the pods of a workload send out.

    One template of pods that no policy holds back is enough.
    """
    found: list[Gate] = []
    for pods in pods_of(workload):
        selected = selecting(world(estate), pods, "Egress")
        if not selected:
            return
        rulings = [
            rule_on(selected, Ask("Egress", _FAR, _NOT_NAMES, protocol, any_of=True))
            for protocol in ("TCP", "UDP")
        ]
        ruling = next(
            (each for each in rulings if each.shut is False),
            next((each for each in rulings if each.shut is None), rulings[0]),
        )
        found.append(gate_of(ruling, enforcement(cluster), pods, _OUT, _NOT_NAMES))
    best = min(found, key=lambda gate: (gate.shut is True, gate.shut is None))
    yield Gate(
        best.key,
        best.holder,
        f"`{best.holder.address}` lets `{workload.address}` send nothing to the internet",
        best.shut,
        best.because,
        best.evidence,
        best.doubts,
    )


_OUT: Final = "the internet"
