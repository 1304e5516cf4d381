"""Virtual networks, their address space, and what is linked to what.

Sources: virtual network peering pages and azurerm and SDK texts (after the collected facts in
network.yaml). A peering is two resources, one on each side; traffic flows when both are connected.
`allowVirtualNetworkAccess` = false takes the peer out of the tag `VirtualNetwork` and does no more:
rules decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import PRIVATE, parse
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.boxes import EMPTY, Boxes, Interval
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same, show

LIMITS: Final = (
    "routing of Virtual WAN hubs and of network manager configurations is not modelled: networks "
    "that are connected to one count as perhaps reachable from behind it",
    "the peerings and gateways of a virtual network that is not in the tree are not seen: what is "
    "behind it counts as perhaps outside",
)

VNET: Final = "Microsoft.Network/virtualNetworks"
PEERING: Final = f"{VNET}/virtualNetworkPeerings"
SUBNET: Final = f"{VNET}/subnets"
HUB_CONNECTION: Final = "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections"
MANAGED_MESH: Final = "Microsoft.Network/networkManagers/connectivityConfigurations"
CONNECTION: Final = "Microsoft.Network/connections"


@dataclass(frozen=True, slots=True)
class Link:
    """Two networks that exchange traffic, seen from the one called `here`.

    `remote` is the key of the other network, "" for one that is not known. `mine` and `theirs`
    are the resources on both sides. `doubts` say why the link may not stand. `subnets` are the
    names of the only subnets of `here` that take part, None for all; `more` says why others may.
    """

    here: str
    remote: str
    mine: Resource | None
    theirs: Resource | None
    doubts: tuple[Unknown, ...] = ()
    subnets: frozenset[str] | None = None
    more: Unknown | None = None

    @property
    def resource(self) -> Resource | None:
        """The resource to name for the link."""
        return self.mine or self.theirs


@dataclass(slots=True)
class _Peerings:
    """Peerings by the network that holds them, by the one they name, and by both.

    `hidden` says, for a network, why one of its peerings may lead to any other.
    """

    held: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[tuple[str, str], Resource] = field(default_factory=dict)
    hidden: dict[str, Unknown] = field(default_factory=dict)


class Topology:
    """The virtual networks of an estate."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self._links: dict[str, tuple[Link, ...]] = {}
        self._spaces: dict[str, Area] = {}

    @cached_property
    def _peerings(self) -> _Peerings:
        found = _Peerings()
        for peering in self.estate.of(PEERING):
            holder = parent_key(peering.key)
            found.held[holder].append(peering)
            for remote, doubt in self._remotes(peering):
                found.named[remote].append(peering)
                if doubt is None:
                    found.joined.setdefault((holder, remote), peering)
                else:
                    found.hidden.setdefault(holder, doubt)
        return found

    def _remotes(self, peering: Resource) -> list[tuple[str, Unknown | None]]:
        """Return the keys of the networks that a peering may lead to, "" for an unknown one."""
        return self._keys(peering.look("properties.remoteVirtualNetwork.id"), VNET)

    def _keys(self, reference: Value | Absent, type_: str) -> list[tuple[str, Unknown | None]]:
        if isinstance(reference, Unknown):
            return [("", reference)]
        if not isinstance(reference, str):
            return []
        lookup = self.estate.lookup(reference, type_)
        if lookup.found is not None:
            return [(lookup.found.key, None)]
        if lookup.perhaps:
            return [(each.key, lookup.doubt) for each in lookup.perhaps]
        return [(reference.lower(), None)]

    def links(self, network: str) -> tuple[Link, ...]:
        """Return the links of a network (a key) that stand or may stand."""
        found = self._links.get(network)
        if found is None:
            found = self._links[network] = tuple(self._find_links(network))
        return found

    def _find_links(self, network: str) -> Iterator[Link]:
        held, named = self._peerings.held, self._peerings.named
        met: set[str] = set()
        for peering in held.get(network, ()):
            for remote, doubt in self._remotes(peering):
                met.add(remote)
                link = self._link(network, remote, peering, doubt)
                if link is not None:
                    yield link
        for peering in named.get(network, ()):
            remote = parent_key(peering.key)
            if remote not in met and not self.declared(network):
                met.add(remote)
                why = _missing(network)
                yield Link(network, remote, None, peering, (why, *_presence(peering)))
        yield from self._tunnels(network)
        yield from self._managed(network)

    def _link(self, here: str, remote: str, mine: Resource, doubt: Unknown | None) -> Link | None:
        doubts = [*_presence(mine)]
        if doubt is not None:
            doubts.append(doubt)
        state = mine.look("properties.peeringState")
        if isinstance(state, str) and state.lower() in ("initiated", "disconnected"):
            return None
        theirs = self._peerings.joined.get((remote, here))
        if theirs is not None:
            doubts.extend(_presence(theirs))
        elif remote and not (isinstance(state, str) and state.lower() == "connected"):
            hidden = self._peerings.hidden.get(remote)
            if hidden is None and self.declared(remote):
                return None
            doubts.append(either(hidden, _missing(remote)))
        names, more = _part(mine)
        return Link(here, remote, mine, theirs, tuple(doubts), names, more)

    def at(self, subnet: str) -> Iterator[Link]:
        """Yield the links of a network in which a subnet (a key) takes part or may take part."""
        name = subnet.rpartition("/")[2]
        for link in self.links(parent_key(subnet)):
            if link.subnets is None or not subnet:
                yield link
                continue
            answers = {same(name, each) for each in link.subnets}
            if True in answers:
                yield link
            elif None in answers or link.more is not None:
                unsure = Unknown(f"whether subnet `{show(name)}` takes part in the peering")
                yield replace(link, doubts=(*link.doubts, either(link.more, unsure)))

    @cached_property
    def _joined(self) -> dict[str, list[tuple[Resource, str, tuple[Unknown, ...]]]]:
        """VNet-to-VNet connections by network: the connection, the far network, and doubts."""
        found: dict[str, list[tuple[Resource, str, tuple[Unknown, ...]]]] = defaultdict(list)
        type_ = "Microsoft.Network/virtualNetworkGateways"
        for connection in self.estate.of(CONNECTION):
            ends = [
                self.estate.lookup(connection.look(f"properties.{name}.id"), type_).found
                for name in ("virtualNetworkGateway1", "virtualNetworkGateway2")
            ]
            first, second = ends
            if first is None or second is None:
                continue
            for near, far in ((first, second), (second, first)):
                for network, unsure in self.networks_of(near):
                    for other, hidden in self.networks_of(far):
                        each = (unsure, hidden, connection.presence)
                        doubts = tuple(doubt for doubt in each if doubt is not None)
                        found[network].append((connection, other, doubts))
        return found

    def networks_of(self, gateway: Resource) -> list[tuple[str, Unknown | None]]:
        """Return the networks (keys) that a gateway or firewall stands in, each with a doubt.

        A network that is not known is "".
        """
        found: dict[str, Unknown | None] = {}
        for element, doubt in members(gateway.look("properties.ipConfigurations")):
            reference = dig(element, "properties.subnet.id")
            if isinstance(reference, Unknown):
                found.setdefault("", either(doubt, reference))
            elif isinstance(reference, str):
                found.setdefault(parent_key(reference.lower()), either(doubt, gateway.presence))
        return list(found.items())

    def _tunnels(self, network: str) -> Iterator[Link]:
        for connection, other, doubts in (
            *self._joined.get(network, ()),
            *self._joined.get("", ()),
        ):
            yield Link(network, other, connection, connection, doubts)

    @cached_property
    def _hubs(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for connection in self.estate.of(HUB_CONNECTION):
            for key, _ in self._remotes(connection):
                found[key].append(connection)
        return found

    def _managed(self, network: str) -> Iterator[Link]:
        for connection in (*self._hubs.get(network, ()), *self._hubs.get("", ())):
            hub = parent_key(connection.key)
            why = Unknown(
                f"what virtual hub `{show(hub.rpartition('/')[2])}` routes is not modelled",
                connection.locate(),
            )
            yield Link(network, hub, connection, None, (why,))
        for mesh in self.estate.of(MANAGED_MESH):
            why = Unknown(
                f"which networks `{mesh.address}` connects is not modelled", mesh.locate()
            )
            yield Link(network, "", mesh, None, (why,))

    def declared(self, network: str) -> bool:
        """Tell whether the network is declared here, so that its peerings would be too."""
        found = self.estate.get(network)
        return found is not None and found.external is None

    def space(self, network: str) -> Area:
        """Return the address space of a network, declared or only named by its peers."""
        found = self._spaces.get(network)
        if found is None:
            found = self._spaces[network] = self._find_space(network)
        return found

    def _find_space(self, network: str) -> Area:
        resource = self.estate.get(network)
        if resource is not None:
            area = area_of(resource.look("properties.addressSpace.addressPrefixes"), resource)
            if area.may:
                return area
        for peering in self._peerings.named.get(network, ()):
            for name in ("remoteAddressSpace", "remoteVirtualNetworkAddressSpace"):
                listed = peering.look(f"properties.{name}.addressPrefixes")
                if isinstance(listed, list) and listed:
                    return area_of(listed, peering)
        name = show(network.rpartition("/")[2]) or "an unknown network"
        return Area(EMPTY, PRIVATE, (Unknown(f"the address space of `{name}` is not known"),))

    def subnet_space(self, subnet: str) -> Area:
        """Return the addresses of a subnet (a key); those of its network if they are not known."""
        resource = self.estate.get(subnet)
        if resource is not None:
            area = area_of(resource.look("properties.addressPrefixes"), resource)
            if area.may and not area.doubts:
                return area
        whole = self.space(parent_key(subnet))
        name = show(subnet.rpartition("/")[2])
        return Area(EMPTY, whole.may, (Unknown(f"the addresses of subnet `{name}` are not known"),))


def area_of(value: Value | Absent, holder: Resource) -> Area:
    """Return the addresses of a list of prefixes; what is unknown in it may be any private one."""
    sure: list[Interval] = []
    perhaps: list[Interval] = []
    doubts: list[Unknown] = []
    open_ended = False
    if value is ABSENT or value is None:
        return Area()
    for element, doubt in members(value):
        addresses = parse(element) if isinstance(element, str) else None
        if addresses is None:
            open_ended = True
            doubts.append(
                either(doubt, Unknown(f"an address range of `{holder.address}` is not known"))
            )
        elif doubt is None:
            sure.append(addresses)
        else:
            perhaps.append(addresses)
            doubts.append(doubt)
    may = Boxes.line([*sure, *perhaps])
    return Area(Boxes.line(sure), may | PRIVATE if open_ended else may, tuple(doubts))


def _part(peering: Resource) -> tuple[frozenset[str] | None, Unknown | None]:
    """Return the local subnets that a peering is limited to, and why others may take part."""
    whole = peering.look("properties.peerCompleteVnets")
    if isinstance(whole, Unknown):
        return frozenset(), whole
    if whole is ABSENT or whole is None or str(whole).lower() != "false":
        return None, None
    names: set[str] = set()
    more: Unknown | None = None
    for name, doubt in members(peering.look("properties.localSubnetNames")):
        if isinstance(name, str) and doubt is None:
            names.add(name.lower())
        else:
            more = either(doubt, Unknown("a subnet that a peering is limited to is not known"))
    return frozenset(names), more


def _presence(resource: Resource) -> tuple[Unknown, ...]:
    return () if resource.presence is None else (resource.presence,)


def _missing(network: str) -> Unknown:
    name = show(network.rpartition("/")[2])
    return Unknown(
        f"virtual network `{name}` is not in the tree, so its side of the peering is not"
    )
