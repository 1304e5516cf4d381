"""What the ways out of one estate are judged on: its networks, its firewalls, the boundary."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import V4_MAX, V6, V6_MAX, parse
from ringfence.graph.azure.egress.foreign import ForeignLink, foreign_links, subscriptions
from ringfence.graph.azure.egress.names import HostNames
from ringfence.graph.azure.egress.outbound import Outbound
from ringfence.graph.azure.network.firewall import FIREWALLS, Firewall
from ringfence.graph.azure.network.nsg import Filter
from ringfence.graph.azure.network.outsiders import Outsiders
from ringfence.graph.azure.network.packets import (
    ANY_ADDRESS,
    ANY_PORT,
    ANY_PROTOCOL,
    ANY_REGION,
    ANY_SERVICE,
    Entry,
)
from ringfence.graph.azure.network.reach import connect
from ringfence.graph.azure.network.routes import Routing
from ringfence.graph.azure.network.sites import GATEWAY
from ringfence.graph.azure.network.tags import PLATFORM, Vantage, mailboxes
from ringfence.graph.azure.network.topology import HUB_CONNECTION, Topology
from ringfence.graph.azure.network.vantages import Vantages
from ringfence.graph.boxes import Boxes, Interval
from ringfence.graph.scene import Scene
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol

V4_SPAN: Final[Interval] = (0, V4_MAX)
V6_SPAN: Final[Interval] = (V6, V6_MAX)
ADMIN_RULES: Final = (
    "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules"
)
_NAME: Final = "azure egress"


class Ground:
    """Networks, firewalls and boundary of one scene. Obtain it with `ground`."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.estate = scene.estate
        network = connect(scene)
        self.topology = network.topology
        self.sites = network.sites
        self.sides = network.sides
        self.names = network.names
        self.pen = network.pen
        self.vantages = Vantages(scene.estate, self.topology, self.sites)
        self.outsiders = Outsiders(scene.boundary, self.topology, self.sides)
        self.hosts = HostNames(scene.estate, self.names)
        self.outbound = Outbound(scene.estate)
        self.filters: dict[tuple[str, int], tuple[Vantage, Filter]] = {}
        self.routings: dict[str, Routing] = {}
        self._firewalls: dict[str, Firewall] = {}
        self._behind: dict[str, Resource | None] = {}
        self._adrift: dict[tuple[str, ...], list[Resource]] = {}

    @cached_property
    def subscriptions(self) -> frozenset[str]:
        """The subscriptions that count as ours."""
        return subscriptions(self.estate, self.scene.boundary)

    @cached_property
    def foreign_links(self) -> dict[str, list[ForeignLink]]:
        """By network, the private endpoints that lead to what is, or may be, not ours."""
        stated = bool(self.scene.boundary.subscriptions)
        found: dict[str, list[ForeignLink]] = defaultdict(list)
        for link in foreign_links(self.estate, self.subscriptions, stated=stated):
            found[link.network].append(link)
        return found

    @cached_property
    def announcing(self) -> dict[str, Unknown]:
        """By network, why its gateway may announce routes that are not declared."""
        return _announcing(self.estate, self.topology)

    @cached_property
    def outside(self) -> list[Entry]:
        """The first match of packets to public addresses that are not inside the boundary."""
        return to(self.sides.outside - PLATFORM)

    @cached_property
    def boxes(self) -> list[Entry]:
        """The first match of packets to services where strangers receive something."""
        return [
            (True, (ANY_ADDRESS, ANY_ADDRESS, ANY_PROTOCOL, ANY_PORT, ANY_PORT, service, region))
            for service, region in mailboxes()
        ]

    @cached_property
    def overrides(self) -> tuple[list[Unknown], list[Unknown]]:
        """Why rules of a network manager may let out, and may refuse, what security groups decide.

        They come before security groups: `AlwaysAllow` skips these, `Deny` ends the search. Which
        networks they reach is not modelled.
        """
        allowing: list[Unknown] = []
        denying: list[Unknown] = []
        for rule in self.estate.of(ADMIN_RULES):
            if rule.text("properties.direction").lower() == "inbound":
                continue
            access = rule.text("properties.access").lower()
            why = Unknown(f"which networks `{rule.address}` reaches is not modelled", rule.locate())
            if access not in ("allow", "deny"):
                allowing.append(why)
            if access not in ("allow", "alwaysallow"):
                denying.append(why)
        return allowing, denying

    def astray(self, *types: str) -> list[Resource]:
        """Return the children of some types of which it is not known what contains them."""
        found = self._adrift.get(types)
        if found is None:
            found = self._adrift[types] = [
                each
                for each in self.estate.of(*types)
                if has_symbol(each.key) and self.estate.top(each) is None
            ]
        return found

    def firewall(self, resource: Resource) -> Firewall:
        """Return the rules of a firewall, read once."""
        found = self._firewalls.get(resource.key)
        if found is None:
            found = self._firewalls[resource.key] = Firewall(self.estate, resource)
        return found

    @cached_property
    def _fronts(self) -> list[tuple[Resource, Boxes]]:
        """Every firewall with the addresses that it may have inside its network."""
        found: list[tuple[Resource, Boxes]] = []
        for firewall in self.estate.of(FIREWALLS):
            addresses: list[Interval] = []
            for config, _ in members(firewall.look("properties.ipConfigurations")):
                subnet = dig(config, "properties.subnet.id")
                if isinstance(subnet, str):
                    space = self.topology.subnet_space(subnet.lower())
                    addresses += [each for (each,) in space.may]
            found.append((firewall, Boxes.line(addresses)))
        return found

    def behind(self, address: Value | Absent) -> Resource | None:
        """Return the firewall that a next hop address belongs to, None if it is none of ours.

        A symbol names its firewall; a literal address is that of the only firewall whose subnet
        holds it (nothing else may stand in the subnet of a firewall).
        """
        if not isinstance(address, str):
            return None
        if address not in self._behind:
            self._behind[address] = self._find_behind(address)
        return self._behind[address]

    def _find_behind(self, address: str) -> Resource | None:
        if has_symbol(address):
            owner = self.names.owner(address)
            return owner if owner is not None and owner.kind == FIREWALLS.lower() else None
        literal = to_interval(address)
        hits = [
            firewall for firewall, addresses in self._fronts
            if literal is not None and Boxes.line([literal]) <= addresses
        ]  # fmt: skip
        return hits[0] if len(hits) == 1 else None


def _announcing(estate: Estate, topology: Topology) -> dict[str, Unknown]:
    """An ExpressRoute gateway always speaks BGP, a VPN gateway if it is told to.

    A virtual hub hands a default route to the networks that are connected with internet security.
    """
    found: dict[str, Unknown] = {}
    for connection in estate.of(HUB_CONNECTION):
        remote = connection.look("properties.remoteVirtualNetwork.id")
        if connection.look("properties.enableInternetSecurity") is not False:
            why = Unknown(
                f"what `{connection.address}` routes is not modelled", connection.locate()
            )
            found[remote.lower() if isinstance(remote, str) else ""] = why
    for gateway in estate.of(GATEWAY):
        speaks = gateway.look("properties.enableBgp")
        express = gateway.text("properties.gatewayType").lower() == "expressroute"
        if express or speaks is True or isinstance(speaks, Unknown):
            why = Unknown(
                f"what the far side announces to `{gateway.address}` is not declared here",
                gateway.locate(),
            )
            for network, _ in topology.networks_of(gateway):
                found[network] = why
    return found


def ground(scene: Scene) -> Ground:
    """Return the ground of a scene, the same one for the same scene."""
    found = scene.memo.get(_NAME)
    if not isinstance(found, Ground):
        found = scene.memo[_NAME] = Ground(scene)
    return found


def to(addresses: Boxes) -> list[Entry]:
    """Return the first match of packets to some addresses."""
    return [
        (
            True,
            (ANY_ADDRESS, each, ANY_PROTOCOL, ANY_PORT, ANY_PORT, ANY_SERVICE, ANY_REGION),
        )
        for (each,) in addresses
    ]


def to_interval(text: str) -> Interval | None:
    """Return the one address that a text is."""
    found = parse(text)
    return found if found is not None and found[0] == found[1] else None


def presence(resource: Resource) -> tuple[Unknown, ...]:
    """Return the doubt whether a resource exists."""
    return () if resource.presence is None else (resource.presence,)
