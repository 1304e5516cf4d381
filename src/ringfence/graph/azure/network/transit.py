"""Transit: traffic between two networks that are both linked to a third, which forwards it.

Sources: peering and route pages (after the collected facts in network.yaml). Peering is not
transitive. Traffic passes through a network in the middle only where a firewall or appliance stands
there and lets it pass, where routes lead to that appliance on the way there (and back, unless the
target is a private endpoint, which answers the way the question came), and where one side of each
link allows forwarded traffic (the vendor's texts disagree on which side decides, so either counts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import PRIVATE, parse
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.network.firewall import Firewall
from ringfence.graph.azure.network.interfaces import INTERFACE, of_interface
from ringfence.graph.azure.network.nsg import corner
from ringfence.graph.azure.network.packets import TCP, UDP, packets, passing
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.topology import SUBNET, Link, Topology
from ringfence.graph.azure.network.vantages import ROUTES
from ringfence.graph.boxes import Boxes, Interval
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import show

LIMITS: Final = (
    "what an appliance that is no Azure Firewall lets pass between networks is not seen: traffic "
    "that is routed to it counts as perhaps forwarded, and so do application rules of a firewall",
)

FIREWALL: Final = "Microsoft.Network/azureFirewalls"
_APPLIANCE: Final = ("virtualappliance", "virtualnetworkgateway", "virtualapplianceecmp")
_ANYTHING: Final = Boxes([((0, 1 << 200),)])


@dataclass(frozen=True, slots=True)
class Path:
    """How one network reaches another: why, on which facts, with which doubts.

    `resource` is what would have to change, None where both are the same network.
    """

    because: str
    resource: Resource | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a journey: the network it starts in ("" for a site or an unknown one) with its
    addresses, and the subnet it ends in with its addresses. `back` says that answers are routed.
    """

    origin: str
    source: Area
    subnet: str
    target: Area
    back: bool


class Transit:
    """Judges what passes through networks in the middle."""

    def __init__(self, estate: Estate, topology: Topology) -> None:
        self._estate = estate
        self._topology = topology
        self._firewalls: dict[str, Firewall] = {}

    def path(self, far: Link, near: Link, ends: Ends) -> Path | None:
        """Return the path over two links of a network that forwards, None if it is shut.

        `far` is a link of the network in the middle, `near` the link of the target to it.
        """
        forwarders = self.forwarders(near.remote)
        if not forwarders:
            return None
        doubts = [*near.doubts, *far.doubts]
        for allowed, unsure in (_forwards(near), _forwards(far), *self._routed(ends)):
            if allowed is False:
                return None
            doubts.extend(unsure)
        found = [path for each in forwarders if (path := self._through(each, near, ends))]
        if not found:
            return None
        best = min(found, key=lambda path: bool(path.doubts))
        return Path(
            best.because,
            best.resource,
            best.evidence,
            tuple(dict.fromkeys((*doubts, *best.doubts))),
        )

    def _through(self, forwarder: Resource, near: Link, ends: Ends) -> Path | None:
        name = show(near.remote.rpartition("/")[2])
        because = f"`{forwarder.address}` in network `{name}` forwards between its peers"
        if forwarder.kind != FIREWALL.lower():
            why = Unknown(f"what `{forwarder.address}` lets pass is not seen", forwarder.locate())
            return Path(because, forwarder, (), (why,))
        firewall = self._firewall(forwarder)
        source = ends.source.sure or ends.source.may
        traffic = packets(source, ends.target.sure or ends.target.may, (TCP, UDP))
        point = next((box for each in traffic for box in passing(firewall.strict, each)), None)
        if point is not None and ends.source.sure and ends.target.sure:
            rule = firewall.deciding(corner(Boxes.disjoint([point])))
            if rule is None:
                return Path(because, forwarder)
            shown = Evidence(rule.holder, rule.pointer, shown=rule.label)
            because = f"{rule.label} of `{rule.holder.address}` lets it pass between two networks"
            return Path(because, rule.holder, (shown,))
        point = next((box for each in traffic for box in passing(firewall.loose, each)), None)
        if point is not None:
            unsure = firewall.doubts(corner(Boxes.disjoint([point])))
            why = Unknown(f"what `{forwarder.address}` lets pass is not known", forwarder.locate())
            return Path(because, forwarder, (), tuple(unsure) or (why,))
        return self._by_name(forwarder, firewall, source, because)

    def _by_name(
        self, forwarder: Resource, firewall: Firewall, source: Boxes, because: str
    ) -> Path | None:
        """Return the path that application rules may open: a name may mean a private endpoint."""
        for rule in firewall.names():
            for allow, box in rule.loose:
                if allow and Boxes([(box[0],)]) & source:
                    why = Unknown(
                        f"whether {rule.rule.label} of `{forwarder.address}` leads there is not "
                        "evaluated",
                        forwarder.locate(),
                    )
                    return Path(because, forwarder, (), (why,))
        return None

    def _firewall(self, resource: Resource) -> Firewall:
        found = self._firewalls.get(resource.key)
        if found is None:
            found = self._firewalls[resource.key] = Firewall(self._estate, resource)
        return found

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
                if isinstance(subnet, str):
                    found[parent_key(subnet.lower())].append(interface)
                elif isinstance(subnet, Unknown):
                    found[""].append(interface)
        return found

    def _routed(self, ends: Ends) -> Iterator[tuple[bool | None, tuple[Unknown, ...]]]:
        """Yield whether routes lead to an appliance, there and, where it matters, back."""
        if not self._topology.declared(ends.origin):
            yield None, (Unknown("the routes at the far end are not in the tree"),)
        else:
            subnets = self._subnets.get(ends.origin, [])
            yield _leads([self._detours(subnet) for subnet in subnets], ends.target)
        if ends.back and ends.subnet:
            yield _leads([self._detours(ends.subnet)], ends.source)

    @cached_property
    def _subnets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subnet in self._estate.of(SUBNET):
            found[parent_key(subnet.key)].append(subnet.key)
        return found

    def _detours(self, subnet: str) -> Area:
        """Return what a subnet (a key) sends to appliances or gateways by its own routes."""
        resource = self._estate.get(subnet)
        if resource is None:
            return Area(
                Boxes(), _ANYTHING, (Unknown("the routes of a subnet are not in the tree"),)
            )
        reference = resource.look("properties.routeTable.id")
        if isinstance(reference, Unknown):
            return Area(Boxes(), _ANYTHING, (reference,))
        if not isinstance(reference, str):
            return Area()
        table = self._estate.lookup(reference, ROUTES).found
        if table is None or table.external is not None:
            why = Unknown(f"the routes of `{resource.address}` are not in the tree")
            return Area(Boxes(), _ANYTHING, (why,))
        sure: list[Interval] = []
        may: list[Interval] = []
        doubts: list[Unknown] = [] if table.presence is None else [table.presence]
        for route, doubt in members(table.look("properties.routes")):
            span, unread = _detour(route)
            if span is None:
                continue
            unsure = [each for each in (doubt, unread, table.presence) if each is not None]
            (may if unsure else sure).append(span)
            doubts.extend(unsure)
        known = Boxes.line(sure)
        return Area(known, known | Boxes.line(may), tuple(dict.fromkeys(doubts)))


def _detour(route: object) -> tuple[Interval | None, Unknown | None]:
    """Return the addresses that a route sends to an appliance, with a doubt, None for none."""
    if isinstance(route, Unknown):
        return (0, 1 << 200), route
    hop = dig(route, "properties.nextHopType") if isinstance(route, dict) else None
    if isinstance(hop, str) and hop.lower() not in _APPLIANCE:
        return None, None
    prefix = dig(route, "properties.addressPrefix") if isinstance(route, dict) else None
    span = parse(prefix) if isinstance(prefix, str) else None
    if span is None:
        unread = prefix if isinstance(prefix, Unknown) else Unknown("a route could not be read")
        return (0, 1 << 200), unread
    return span, None if isinstance(hop, str) else Unknown("a next hop is not known")


def _leads(detours: list[Area], wanted: Area) -> tuple[bool | None, tuple[Unknown, ...]]:
    """Tell whether any of the routes leads all that is wanted to an appliance."""
    for detour in detours:
        if wanted.sure and wanted.sure <= detour.sure:
            return True, ()
    asked = wanted.may or PRIVATE
    perhaps = [detour for detour in detours if detour.may & asked]
    if not perhaps:
        return False, ()
    doubts = tuple(doubt for detour in perhaps for doubt in detour.doubts)
    return None, doubts or wanted.doubts or (Unknown("routes lead there for a part of it"),)


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
