"""Where a subnet sends a packet: the effective routes, with what is unknown kept apart.

The longest matching prefix wins; of equal prefixes a user-defined route comes before one that a
gateway announces, and that before the system's own. Two exceptions: routes of service endpoints
come before everything, and those of the network and its peers before anything announced. Source:
virtual network traffic routing of Azure (version of 2023-05 and later copies, after the collected
facts in network.yaml).

Routes are ordered like rules: each has a place (`first` to `last`, where its prefix is not known),
and what it surely and possibly matches. Asking for one kind of next hop is then a first match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.network import tags
from ringfence.graph.azure.network.nsg import ordered
from ringfence.graph.azure.network.packets import (
    ALL,
    ANY_ADDRESS,
    ANY_PORT,
    ANY_PROTOCOL,
    ANY_REGION,
    Entry,
    flat,
)
from ringfence.graph.azure.network.rules import Rule
from ringfence.graph.azure.network.tags import Area, Vantage
from ringfence.graph.boxes import EMPTY, Box, Boxes, Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, show
from ringfence.reference import regions

LIMITS: Final = (
    "how long the prefixes behind a service tag are is not known: a route to a tag counts as more "
    "specific than /16 and less than anything longer",
    "routes that a network manager or a Virtual WAN hub adds are not modelled",
)

TABLES: Final = "Microsoft.Network/routeTables"

INTERNET: Final = "internet"
NONE: Final = "none"
APPLIANCE: Final = "virtualappliance"
GATEWAY: Final = "virtualnetworkgateway"
LOCAL: Final = "vnetlocal"
PEERING: Final = "peering"
ENDPOINT: Final = "serviceendpoint"
_HOPS: Final = frozenset({INTERNET, NONE, APPLIANCE, GATEWAY, LOCAL})

_ENDPOINT_TAGS: Final = {
    "microsoft.storage": "Storage",
    "microsoft.storage.global": "Storage",
    "microsoft.sql": "Sql",
    "microsoft.azurecosmosdb": "AzureCosmosDB",
    "microsoft.keyvault": "AzureKeyVault",
    "microsoft.servicebus": "ServiceBus",
    "microsoft.eventhub": "EventHub",
    "microsoft.azureactivedirectory": "AzureActiveDirectory",
    "microsoft.web": "AppService",
    "microsoft.cognitiveservices": "CognitiveServicesFrontend",
    "microsoft.containerregistry": "AzureContainerRegistry",
}
"""The service tag behind each service endpoint, after the collected facts in network.yaml."""

_USER, _ANNOUNCED, _SYSTEM = 0, 1, 2
_FIRST, _LAST = 10, 3000
_TAG_RANK: Final = (200 - 16) * 10 + 5
_SYSTEM_NONE: Final = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")


@dataclass(frozen=True, slots=True)
class Route:
    """One effective route. `hop` is the kind of the next hop, None where it is not known.

    `next_address` is the appliance. `holder` is None for a route of the system.
    """

    label: str
    hop: str | None
    first: int
    last: int
    sure: Boxes
    may: Boxes
    doubts: tuple[Unknown, ...] = ()
    next_address: Value | Absent = ABSENT
    holder: Resource | None = None
    pointer: str = ""


Wanted = Callable[[Route], bool]


@dataclass(frozen=True, eq=False)
class Routing:
    """The effective routes of one subnet, and the route table if it has one."""

    routes: tuple[Route, ...]
    table: Resource | None = None

    def entries(self, wanted: Wanted, *, sure: bool) -> list[Entry]:
        """Return the first match that lets through what surely (or possibly) goes a wanted way.

        `wanted` is asked only about routes whose next hop is known.
        """
        rules = [
            Rule(
                route.label, route.pointer, None if route.hop is None else wanted(route),
                route.first, route.last, route.sure, route.may, route.doubts,
            )
            for route in self.routes
        ]  # fmt: skip
        return flat(ordered(rules, sure=sure))

    def both(self, wanted: Wanted) -> tuple[list[Entry], list[Entry]]:
        """Return the sure and the possible answer of `entries`: one list where nothing is unknown."""
        loose = self.entries(wanted, sure=False)
        return (loose if self.known else self.entries(wanted, sure=True)), loose

    @cached_property
    def known(self) -> bool:
        """Whether every route is exactly known."""
        return not any(route.doubts or route.hop is None for route in self.routes)

    def deciding(self, point: Box) -> Route | None:
        """Return the route that one packet takes, as far as is known."""
        at = tuple(low for low, _ in point)
        for route in self._in_order:
            if at in route.sure:
                return route
        return None

    @cached_property
    def _in_order(self) -> list[Route]:
        return sorted(self.routes, key=lambda route: (route.first, route.last))

    def doubts(self, point: Box) -> list[Unknown]:
        """Return what is not known about the way of one packet."""
        at = tuple(low for low, _ in point)
        found: list[Unknown] = []
        for route in self._in_order:
            settled = route.hop is not None and route.first == route.last and at in route.sure
            if route.doubts and not settled and at in route.may:
                found.extend(route.doubts)
        return found

    @property
    def appliances(self) -> list[Value | Absent]:
        """The distinct addresses of appliances that routes lead to; unknown ones each by itself."""
        known: dict[str, Value | Absent] = {}
        for number, route in enumerate(self.routes):
            if route.hop == APPLIANCE:
                address = route.next_address
                known.setdefault(address if isinstance(address, str) else f"?{number}", address)
        return list(known.values())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system's routes of a subnet rest on.

    `home` is the address space of the virtual network, `region` its region ("" if not known),
    `peers` the spaces of peered networks with the doubts of the link, `announced` the static
    prefixes behind a gateway, `unseen` why a gateway may announce more than is declared.
    """

    home: Area
    region: str = ""
    peers: tuple[Area, ...] = ()
    announced: tuple[Area, ...] = ()
    unseen: Unknown | None = None


def routing(estate: Estate, subnet: Resource, around: Surroundings) -> Routing:
    """Return the effective routes of a subnet."""
    table, doubt = _table(estate, subnet)
    found = [*_SYSTEM_ROUTES, *_networks(around), *_endpoints(subnet, around.region)]
    propagates: bool | None = True
    if doubt is not None:
        found.append(_anything("the route table", doubt))
        propagates = None
    elif table is not None:
        found.extend(_user(table))
        off = table.look("properties.disableBgpRoutePropagation")
        propagates = None if isinstance(off, Unknown) else off is not True
    if propagates is not False:
        found.extend(_announced(around, propagates=propagates))
    return Routing(tuple(found), table)


def _table(estate: Estate, subnet: Resource) -> tuple[Resource | None, Unknown | None]:
    reference: Value | Absent = subnet.look("properties.routeTable")
    if isinstance(reference, dict):
        reference = reference.get("id", ABSENT)
    if isinstance(reference, Unknown):
        return None, reference
    if not isinstance(reference, str):
        return None, None
    found = estate.lookup(reference, TABLES)
    if found.found is not None:
        return found.found, None
    if found.doubt is not None:
        return None, found.doubt
    name = reference.rpartition("/")[2]
    return None, Unknown(f"the route table `{show(name)}` is not declared here")


def table_of(estate: Estate, subnet: Resource) -> Resource | None:
    """Return the route table of a subnet, None if it has none or it is not known."""
    return _table(estate, subnet)[0]


def _boxes(covered: Boxes) -> Boxes:
    """Return all packets to what boxes of (address, service, region) cover."""
    return Boxes.disjoint(
        (ANY_ADDRESS, address, ANY_PROTOCOL, ANY_PORT, ANY_PORT, service, region)
        for address, service, region in covered
    )


def _to(text: str) -> Boxes:
    return _boxes(tags.prefixes(text, Vantage()).sure)


def _rank(found: Interval, precedence: int) -> int:
    """Return the place of a prefix: longer first."""
    low, high = found
    width = 128 if high > 1 << 40 else 32
    length = width - (high - low).bit_length()
    return (200 - length) * 10 + precedence


def _system() -> Iterator[Route]:
    for text, hop in (("0.0.0.0/0", INTERNET), ("::/0", INTERNET), *((each, NONE) for each in _SYSTEM_NONE)):  # fmt: skip
        found = parse(text)
        assert found is not None
        rank = _rank(found, _SYSTEM)
        yield Route(f"the system's route `{text}`", hop, rank, rank, _to(text), _to(text))


_SYSTEM_ROUTES: Final = tuple(_system())


def _networks(around: Surroundings) -> Iterator[Route]:
    yield from _spaces(around.home, LOCAL, "the network's own route", _SYSTEM)
    for peer in around.peers:
        yield from _spaces(peer, PEERING, "the route of a peering", _SYSTEM)


def _spaces(area: Area, hop: str, label: str, precedence: int) -> Iterator[Route]:
    for (addresses,) in area.sure:
        boxes = Boxes([_box(addresses)])
        rank = _rank(addresses, precedence)
        yield Route(label, hop, rank, rank, EMPTY if area.doubts else boxes, boxes, area.doubts)
    rest = area.may - area.sure
    if rest and area.doubts:
        boxes = Boxes.disjoint(_box(addresses) for (addresses,) in rest)
        yield Route(label, hop, _FIRST, _LAST, EMPTY, boxes, area.doubts)


def _box(addresses: Interval) -> Box:
    return (ANY_ADDRESS, addresses, ANY_PROTOCOL, ANY_PORT, ANY_PORT, (0, 0), ANY_REGION)


def _announced(around: Surroundings, *, propagates: bool | None) -> Iterator[Route]:
    """Yield what a gateway brings: declared prefixes, and whatever it may announce besides.

    Nothing announced comes before the routes of the network and of its peers.
    """
    hidden = None if propagates else Unknown("whether the route table takes announced routes")
    for area in around.announced:
        doubts = area.doubts if hidden is None else (*area.doubts, hidden)
        yield from _spaces(Area(area.sure, area.may, doubts), GATEWAY, "a gateway's route", _ANNOUNCED)  # fmt: skip
    if around.unseen is not None:
        fixed = Boxes.disjoint(
            _box(each) for (each,) in _all(around.home.sure, [peer.sure for peer in around.peers])
        )
        label = "a route that a gateway may announce"
        yield Route(label, GATEWAY, _FIRST, _LAST, EMPTY, ALL - fixed, (around.unseen,))


def _all(first: Boxes, others: Sequence[Boxes]) -> Boxes:
    joined = first
    for each in others:
        joined = joined | each
    return joined


def _endpoints(subnet: Resource, region: str) -> Iterator[Route]:
    """Yield the routes of service endpoints: a service, in the region and its pair or everywhere."""
    pointer = "properties.serviceEndpoints"
    for index, (element, doubt) in enumerate(members(subnet.look(pointer))):
        at = f"{pointer}[{index}]"
        said = dig(element, "service") if isinstance(element, dict) else element
        if isinstance(said, Unknown):
            boxes = _boxes(Boxes([(ANY_ADDRESS, (1, 1 << 33), ANY_REGION)]))
            yield Route("a service endpoint", ENDPOINT, 0, 0, EMPTY, boxes, (said,), holder=subnet, pointer=at)  # fmt: skip
            continue
        name = str(said).lower()
        tag = _ENDPOINT_TAGS.get(name)
        if tag is None:
            continue
        sure, may, doubts = _slices(tag, name, region)
        if doubt is not None:
            sure, doubts = EMPTY, (*doubts, doubt)
        label = f"the service endpoint `{said}`"
        yield Route(label, ENDPOINT, 0, 0, sure, may, doubts, holder=subnet, pointer=at)


def _slices(tag: str, name: str, region: str) -> tuple[Boxes, Boxes, tuple[Unknown, ...]]:
    """`Microsoft.Storage` covers the region of the subnet and its pair, other services all."""
    if name != "microsoft.storage":
        return _to(tag), _to(tag), ()
    found = regions.region(region) if region and not has_symbol(region) else None
    if found is None:
        return EMPTY, _to(tag), (Unknown("the region of the virtual network is not known"),)
    sure = _to(f"{tag}.{found.name}")
    if found.pair:
        sure = sure | _to(f"{tag}.{found.pair}")
    return sure, sure, ()


def _anything(label: str, doubt: Unknown) -> Route:
    return Route(label, None, _FIRST, _LAST, EMPTY, ALL, (doubt,))


def _user(table: Resource) -> Iterator[Route]:
    pointer = "properties.routes"
    for index, (element, doubt) in enumerate(members(table.look(pointer))):
        at = f"{pointer}[{index}]"
        if not isinstance(element, dict):
            why = Unknown("a route could not be read") if doubt is None else doubt
            yield _anything(f"a route of `{table.address}`", why)
            continue
        yield _user_route(table, element, doubt, at)


def _user_route(
    table: Resource, element: dict[str, Value], doubt: Unknown | None, pointer: str
) -> Route:
    existence = [each for each in (doubt, table.presence) if each is not None]
    doubts = list(existence)
    kind = dig(element, "properties.nextHopType")
    hop = kind.lower() if isinstance(kind, str) else None
    if hop not in _HOPS:
        hop = None
        unread = Unknown(f"the next hop of a route of `{table.address}` is not known")
        doubts.append(kind if isinstance(kind, Unknown) else unread)
    prefix = dig(element, "properties.addressPrefix")
    covered = tags.prefixes(prefix, Vantage())
    doubts.extend(covered.doubts)
    if isinstance(prefix, Absent) or prefix is None:
        covered = tags.Field(EMPTY, tags.ANYWHERE)
        doubts.append(Unknown(f"the prefix of a route of `{table.address}` is not set"))
    first, last = _place(prefix, exact=bool(covered.sure))
    shown = show(prefix) if isinstance(prefix, str) else "an unknown prefix"
    sure = EMPTY if existence else _boxes(covered.sure)
    return Route(
        f"the route `{shown}` of `{table.address}`", hop, first, last, sure, _boxes(covered.may),
        tuple(doubts), dig(element, "properties.nextHopIpAddress"), table, pointer,
    )  # fmt: skip


def _place(prefix: Value | Absent, *, exact: bool) -> tuple[int, int]:
    if not exact or not isinstance(prefix, str):
        return _FIRST, _LAST
    found = parse(prefix)
    if found is not None:
        rank = _rank(found, _USER)
        return rank, rank
    # A regional tag comes before the whole service, and every service before `AzureCloud`.
    name, _, part = prefix.lower().partition(".")
    rank = _TAG_RANK + (0 if part else 1) + (2 if name == "azurecloud" else 0)
    return rank, rank
