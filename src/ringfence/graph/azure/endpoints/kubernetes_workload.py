"""Workloads of Kubernetes: what their cluster publishes, and their addresses in its network.

Whoever reaches a server that asks for no credential has its answers; which servers ask is in
`graph.kubernetes.serving`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ringfence.graph.azure.doors import Endpoint, Gate, Presence
from ringfence.graph.azure.kubernetes.inner import presences
from ringfence.graph.azure.kubernetes.ways_in import TYPES
from ringfence.graph.kubernetes import serving
from ringfence.graph.kubernetes.objects import pods_of
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _anonymous(estate: Estate, workload: Resource, asset: Resource) -> tuple[Gate, ...] | None:
    """Return the barrier that the credentials of its servers are; None for servers not known."""
    del estate, asset
    found = list(_credentials(workload))
    if not found:
        return None
    # One server without a lock is enough.
    open_ones = [gate for gate in found if gate.shut is False]
    unsure = [gate for gate in found if gate.shut is None]
    return ((open_ones or unsure or found)[0],)


def _credentials(workload: Resource) -> Iterator[Gate]:
    for pods in pods_of(workload):
        for found in serving.servers_in(pods):
            asked = serving.credential(found)
            proxy = serving.proxy_in(pods)
            if proxy is not None and asked.asks is False:
                asked = replace(asked, asks=None, because=proxy.reason, doubt=proxy)
            yield Gate(
                f"credential:{workload.key}",
                workload,
                f"`{workload.address}` asks for a credential",
                asked.asks,
                asked.because,
                (serving.evidence(pods, asked.evidence_at, asked.because),),
                () if asked.doubt is None else (asked.doubt,),
            )


def _door(estate: Estate, workload: Resource) -> None:
    """Return nothing: what is public of a workload stands before its cluster (`network.clusters`)."""
    del estate, workload


def _presences(estate: Estate, workload: Resource) -> Iterable[Presence]:
    """Return the addresses of internal load balancers, of node ports, and of the pods themselves."""
    return list(presences(estate, workload))


ENDPOINT = Endpoint(
    types=TYPES,
    door=_door,
    presences=_presences,
    anonymous=_anonymous,
    rule="RF-RCH-06",
    unlocked="RF-EXP-03",
    serves="the pods",
)
