"""Networks beyond a gateway: on-premises sites, ExpressRoute circuits, dial-in clients.

Source: VPN gateway and peering pages (after the collected facts in network.yaml). A site reaches
the network of its gateway, and its peers where the gateway's side allows transit and the peer uses
the remote gateway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import PRIVATE
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.topology import CONNECTION, Link, Topology, area_of
from ringfence.graph.boxes import EMPTY
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource

LIMITS: Final = (
    "what a BGP peer or an ExpressRoute circuit announces is not declared in code: it counts as "
    "private addresses",
)

GATEWAY: Final = "Microsoft.Network/virtualNetworkGateways"
LOCAL: Final = "Microsoft.Network/localNetworkGateways"


@dataclass(frozen=True, slots=True)
class Site:
    """A network behind a gateway: the resource that connects it, its addresses, and doubts."""

    key: str
    resource: Resource
    space: Area
    doubts: tuple[Unknown, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    transit: bool = False


class Sites:
    """The sites of every virtual network."""

    def __init__(self, estate: Estate, topology: Topology) -> None:
        self._estate = estate
        self._topology = topology

    @cached_property
    def _by_network(self) -> dict[str, list[Site]]:
        found: dict[str, list[Site]] = defaultdict(list)
        gateways = {gateway.key: gateway for gateway in self._estate.of(GATEWAY)}
        homes = {key: self._topology.networks_of(gateway) for key, gateway in gateways.items()}
        for key, gateway in gateways.items():
            for site in _dial_in(gateway):
                for network, why in homes[key]:
                    found[network].append(_doubted(site, why))
        for connection in self._estate.of(CONNECTION):
            reference = connection.look("properties.virtualNetworkGateway1.id")
            lookup = self._estate.lookup(reference, GATEWAY)
            ends = [lookup.found] if lookup.found is not None else list(lookup.perhaps)
            for site in self._connected(connection):
                for gateway in ends:
                    for network, why in homes.get(gateway.key, ()):
                        found[network].append(_doubted(_doubted(site, why), lookup.doubt))
        return found

    def _connected(self, connection: Resource) -> Iterator[Site]:
        doubts = () if connection.presence is None else (connection.presence,)
        reference = connection.look("properties.localNetworkGateway2.id")
        if isinstance(reference, Unknown):
            yield Site(connection.key, connection, _private(), (*doubts, reference))
        elif isinstance(reference, str):
            yield self._local(connection, reference, doubts)
        elif connection.look("properties.peer.id") is not ABSENT:
            yield Site(connection.key, connection, Area.exact(PRIVATE), doubts)

    def _local(self, connection: Resource, reference: str, doubts: tuple[Unknown, ...]) -> Site:
        pointer = "properties.localNetworkAddressSpace.addressPrefixes"
        lookup = self._estate.lookup(reference, LOCAL)
        local = lookup.found
        if local is None:
            why = either(lookup.doubt, Unknown(f"`{reference}` is not in the tree"))
            return Site(connection.key, connection, Area(EMPTY, PRIVATE, (why,)), doubts)
        space = area_of(local.look(pointer), local)
        if not space.may:  # announced over BGP
            space = Area.exact(PRIVATE)
        evidence = (Evidence(local, pointer, local.text(pointer)),)
        return Site(local.key, local, space, doubts, evidence)

    def every(self) -> list[Site]:
        """Return every site, once for each network whose gateway connects it."""
        return [site for listed in self._by_network.values() for site in listed]

    def of(self, network: str) -> list[Site]:
        """Return the sites that reach a virtual network (a key), through its own gateway or a
        peer's.
        """
        found = [*self._by_network.get(network, ()), *self._by_network.get("", ())]
        for link in self._topology.links(network):
            behind = self._by_network.get(link.remote)
            if not behind:
                continue
            transit = _transit(link)
            if transit is None:
                continue
            doubts, evidence = transit
            found.extend(
                replace(
                    site,
                    doubts=site.doubts + doubts,
                    evidence=site.evidence + evidence,
                    transit=True,
                )
                for site in behind
            )
        return found


def _transit(link: Link) -> tuple[tuple[Unknown, ...], tuple[Evidence, ...]] | None:
    """Tell whether a network uses the gateway of a peer: doubts and evidence, None if not."""
    doubts = list(link.doubts)
    evidence: list[Evidence] = []
    sides = ((link.mine, "properties.useRemoteGateways"),
             (link.theirs, "properties.allowGatewayTransit"))  # fmt: skip
    for peering, pointer in sides:
        if peering is None or peering.kind == CONNECTION.lower():
            continue
        read = reading(peering, pointer, "true", "false")
        if read.among("false"):
            return None
        doubts.extend(read.doubts)
        evidence.extend(read.evidence)
    return tuple(doubts), tuple(evidence)


def _dial_in(gateway: Resource) -> Iterator[Site]:
    pointer = "properties.vpnClientConfiguration"
    configured = gateway.look(pointer)
    if configured is ABSENT or configured is None or gateway.external is not None:
        return
    doubts = () if gateway.presence is None else (gateway.presence,)
    if isinstance(configured, Unknown):
        yield Site(f"{gateway.key}/clients", gateway, _private(), (*doubts, configured))
        return
    pool = f"{pointer}.vpnClientAddressPool.addressPrefixes"
    evidence = (Evidence(gateway, pool),)
    space = area_of(gateway.look(pool), gateway)
    yield Site(f"{gateway.key}/clients", gateway, space, doubts, evidence)


def _doubted(site: Site, why: Unknown | None) -> Site:
    return site if why is None else replace(site, doubts=(*site.doubts, why))


def _private() -> Area:
    return Area(EMPTY, PRIVATE)
