"""Paths: how traffic gets from one virtual network to another.

Sources: peering pages (read 2026-11-20). Peering is not transitive. Through a network between two
others traffic passes only where an appliance or firewall there forwards it, routes lead to that
appliance, and one of the links of each side allows forwarded traffic (the vendor's texts disagree
on which one, so either counts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.network.interfaces import INTERFACE, of_interface
from ringfence.graph.azure.network.topology import SUBNET, Link, Topology
from ringfence.graph.azure.network.vantages import ROUTES
from ringfence.graph.boxes import Boxes
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

LIMITS: Final = (
    "what a firewall or appliance between two networks lets pass is not evaluated: traffic that is "
    "routed to it counts as perhaps forwarded",
)

FIREWALL: Final = "Microsoft.Network/azureFirewalls"
_APPLIANCE: Final = ("virtualappliance", "virtualnetworkgateway", "virtualapplianceecmp")


@dataclass(frozen=True, slots=True)
class Path:
    """How one network reaches another: why, on which facts, with which doubts.

    `resource` is what would have to change, None where both are the same network.
    """

    because: str
    resource: Resource | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


SAME: Final = Path("both are in one virtual network")


class Paths:
    """Finds the paths between virtual networks."""

    def __init__(self, estate: Estate, topology: Topology) -> None:
        self._estate = estate
        self._topology = topology

    def between(self, origin: str, target: str, subnet: str) -> Iterator[Path]:
        """Yield the paths from a network to a subnet of another one (keys).

        An unknown network ("") is linked wherever some link leads to an unknown one.
        """
        if origin == target and origin:
            yield SAME
            return
        links = self._topology.links(target)
        for link in links:
            if link.remote in (origin, "") and _takes_part(link, subnet):
                yield direct(link)
        for link in links:
            if link.remote and link.remote != origin and _takes_part(link, subnet):
                yield from self._through(origin, link, target)

    def _through(self, origin: str, link: Link, target: str) -> Iterator[Path]:
        middle = link.remote
        forwarders = self.forwarders(middle)
        if not forwarders:
            return
        for other in self._topology.links(middle):
            if other.remote == origin:
                path = self.forwarded(other, link, forwarders)
                if path is not None and self.routed(origin, target):
                    yield path

    def forwarded(self, far: Link, near: Link, forwarders: list[Resource]) -> Path | None:
        """Return the path over two links of a network that has a forwarder, None if it is shut.

        `far` is a link of the network in the middle, `near` the link of the target to it.
        """
        allowed = [_forwards(near), _forwards(far)]
        if any(state is False for state, _ in allowed):
            return None
        forwarder = forwarders[0]
        name = show(near.remote.rpartition("/")[2])
        doubts = [*near.doubts, *far.doubts]
        doubts += [doubt for _, unsure in allowed for doubt in unsure]
        doubts.append(
            Unknown(f"what `{forwarder.address}` lets pass is not evaluated", forwarder.locate())
        )
        because = f"`{forwarder.address}` in network `{name}` forwards between its peers"
        return Path(because, forwarder, (), tuple(dict.fromkeys(doubts)))

    def forwarders(self, network: str) -> list[Resource]:
        """Return the firewalls and forwarding interfaces that stand in a network (a key)."""
        return [*self._forwarders.get(network, ()), *self._forwarders.get("", ())]

    @cached_property
    def _forwarders(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for firewall in self._estate.of(FIREWALL):
            for network, _ in self._topology.networks_of(firewall):
                found[network].append(firewall)
        for interface in self._estate.of(INTERFACE):
            if not _true(interface.look("properties.enableIPForwarding")):
                continue
            for config in of_interface(interface):
                subnet = config.look("subnet.id")
                if not _true(config.forwards):
                    continue
                if isinstance(subnet, str):
                    found[parent_key(subnet.lower())].append(interface)
                elif isinstance(subnet, Unknown):
                    found[""].append(interface)
        return found

    def routed(self, origin: str, target: str) -> bool:
        """Tell whether a network that is declared here has a route to an appliance for another.

        The routes of one that is not declared ("" for an unknown one) are not seen, so they may
        lead there.
        """
        if not self._topology.declared(origin):
            return True
        wanted = self._topology.space(target).may
        return any(bool(covered & wanted) for covered in self._detours.get(origin, ()))

    @cached_property
    def _detours(self) -> dict[str, list[Boxes]]:
        """What the subnets of each network send to appliances or gateways."""
        tables: dict[str, Boxes] = {}
        for table in self._estate.of(ROUTES):
            spans = []
            for route, _ in members(table.look("properties.routes")):
                inner = route.get("properties") if isinstance(route, dict) else None
                if not isinstance(inner, dict):
                    spans.append(((0, 1 << 200),))
                    continue
                hop = inner.get("nextHopType")
                prefix = inner.get("addressPrefix")
                addresses = parse(prefix) if isinstance(prefix, str) else None
                if isinstance(hop, Unknown) or (isinstance(hop, str) and hop.lower() in _APPLIANCE):
                    spans.append((addresses or (0, 1 << 200),))
            tables[table.key] = Boxes(spans)
        found: dict[str, list[Boxes]] = defaultdict(list)
        everything = Boxes([((0, 1 << 200),)])
        for subnet in self._estate.of(SUBNET):
            reference = subnet.look("properties.routeTable.id")
            if isinstance(reference, str):
                found[parent_key(subnet.key)].append(tables.get(reference.lower(), everything))
            elif isinstance(reference, Unknown):
                found[parent_key(subnet.key)].append(everything)
        return found


def direct(link: Link) -> Path:
    """Return the path over one link."""
    resource = link.resource
    assert resource is not None
    name = show(link.remote.rpartition("/")[2]) or "an unknown network"
    other = link.theirs if link.mine is not None else None
    because = f"`{resource.address}` links its network to `{name}`"
    if other is not None and other is not resource:
        because = f"`{resource.address}` and `{other.address}` link its network to `{name}`"
    evidence = (Evidence(resource, "properties.remoteVirtualNetwork.id"),)
    return Path(because, resource, evidence, link.doubts)


def _takes_part(link: Link, subnet: str) -> bool:
    return link.subnets is None or not subnet or subnet.rpartition("/")[2] in link.subnets


def _forwards(link: Link) -> tuple[bool | None, tuple[Unknown, ...]]:
    """Tell whether one side of a link allows forwarded traffic: either side will do."""
    states: list[bool | None] = []
    doubts: list[Unknown] = []
    for peering in (link.mine, link.theirs):
        if peering is None:
            states.append(None)
            continue
        read = reading(peering, "properties.allowForwardedTraffic", "true", "false")
        states.append(read.among("true"))
        doubts.extend(read.doubts)
    if True in states:
        return True, ()
    return (None, tuple(doubts)) if None in states else (False, ())


def _true(value: object) -> bool:
    return value is True or isinstance(value, Unknown)
