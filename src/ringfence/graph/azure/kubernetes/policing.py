"""Network policies as barriers: they stand where the cluster enforces them."""

from __future__ import annotations

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.clusters import Enforcement
from ringfence.graph.boxes import Interval
from ringfence.graph.kubernetes.objects import Pods, every
from ringfence.graph.kubernetes.policies import Ruling


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
