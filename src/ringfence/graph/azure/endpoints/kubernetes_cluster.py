"""Kubernetes clusters: the API server. What a cluster publishes is judged where its workloads are.

Source: AKS pages on authorised address ranges and private clusters (as commonly documented; no page
was read): an empty list admits everybody; `0.0.0.0/32` admits the cluster's own outbound address
only (nobody else has that address); ranges do not apply to private clusters, whose API server
answers in the network of the nodes.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import (
    public_access,
    reading,
    sources,
    switch,
    unless_listed,
)
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate, Presence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, members
from ringfence.model.resource import Resource

_PROFILE = "properties.apiServerAccessProfile"
_RANGES = f"{_PROFILE}.authorizedIPRanges"


def _private(cluster: Resource) -> Gate:
    return switch(
        cluster,
        f"{_PROFILE}.enablePrivateCluster",
        opens=("false",),
        closes=("true",),
        key=f"private-cluster:{cluster.key}",
        what=f"the API server of `{cluster.address}` is private",
    )


def _door(estate: Estate, cluster: Resource) -> Door:
    del estate
    listed = sources(cluster, _RANGES)
    everyone, open_to_all = unless_listed(cluster, _RANGES, listed)
    gates = (_private(cluster), public_access(cluster))
    return Door(gates, Firewall(cluster, everyone, open_to_all, listed))


def _presences(estate: Estate, cluster: Resource) -> Iterable[Presence]:
    """Return where the API server answers in private: its own subnet, or that of the nodes."""
    del estate
    found: list[Presence] = []
    if reading(cluster, f"{_PROFILE}.enableVnetIntegration").among("true") is not False:
        pointer = f"{_PROFILE}.subnetId"
        found.append(Presence(cluster.look(pointer), cluster, pointer, ports=((443, 443),)))
    if reading(cluster, f"{_PROFILE}.enablePrivateCluster").among("true") is not False:
        pointer = "properties.agentPoolProfiles"
        for index, (pool, doubt) in enumerate(members(cluster.look(pointer))):
            subnet = pool.get("vnetSubnetID", ABSENT) if isinstance(pool, dict) else pool
            at = f"{pointer}[{index}].vnetSubnetID"
            found.append(Presence(subnet, cluster, at, doubt, filtered=False))
    return found


ENDPOINT = Endpoint(
    types=("Microsoft.ContainerService/managedClusters",),
    door=_door,
    presences=_presences,
    groups=frozenset({"management"}),
    hosts=(".azmk8s.io",),
    rule="RF-RCH-02",
    serves="the API server",
)
