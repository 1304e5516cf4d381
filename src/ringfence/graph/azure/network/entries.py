"""Entries: the addresses inside virtual networks at which an endpoint answers.

A private endpoint injects one, a machine has one for each IP configuration, a service that stands
in a subnet has one there. Source: private endpoint pages (after the collected facts in
network.yaml): security groups apply to a private endpoint only while the subnet's
`privateEndpointNetworkPolicies` say so; a connection that code declares counts as approved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from ringfence.graph.addresses import parse
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Endpoint, Gate, Presence
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.carriers import SUBNET
from ringfence.graph.azure.network.interfaces import IpConfig, ip_configs
from ringfence.graph.azure.network.nsg import GROUPS, NsgUse
from ringfence.graph.boxes import Boxes, Interval
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, same

LIMITS: Final = (
    "a private endpoint to one service of a storage account (blob, file ...) counts as a way to "
    "all of it",
)

PRIVATE_ENDPOINT: Final = "Microsoft.Network/privateEndpoints"
ALL_PORTS: Final[tuple[Interval, ...]] = ((0, 65535),)
_CONNECTIONS: Final = (
    "properties.privateLinkServiceConnections",
    "properties.manualPrivateLinkServiceConnections",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address of an endpoint inside a virtual network.

    `subnet` is the key of the subnet, "" where it is not known (then `doubts` say why). `holder`
    is the resource that puts the address there. `filtered` tells whether security groups apply
    (None: not known). `groups` are those of the network interface. `address` is the one address,
    if it is literal. `config` is the IP configuration of a machine. `fronted` traffic still carries
    the address of a public frontend as its destination (floating IP). `gates` are further barriers.
    """

    tag: str
    subnet: str
    holder: Resource
    link: bool
    filtered: bool | None = True
    groups: tuple[NsgUse, ...] = ()
    address: Boxes | None = None
    ports: tuple[Interval, ...] = ALL_PORTS
    doubts: tuple[Unknown, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    config: IpConfig | None = None
    fronted: bool = False
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Connection:
    endpoint: Resource
    pointer: str
    groups: frozenset[str] | None
    doubt: Unknown | None = None


_Astray: TypeAlias = "list[tuple[str, _Connection]]"


@dataclass(slots=True)
class _Links:
    """Connections of private endpoints by what they lead to.

    `astray` are those whose target no resource of the estate has as its id, by the last name in
    it ("" for a name that is not literal): they may mean one whose id is not literal either.
    """

    known: dict[str, list[_Connection]] = field(default_factory=lambda: defaultdict(list))
    astray: dict[str, _Astray] = field(default_factory=lambda: defaultdict(list))
    unknown: list[_Connection] = field(default_factory=list)

    def perhaps(self, target: str) -> Iterator[_Connection]:
        """Yield the connections that may lead to `target` and are not known to."""
        name = _name(target)
        pools = (
            list(self.astray.values())
            if not name
            else [
                self.astray.get(name, []),
                self.astray.get("", []),
            ]
        )
        for pool in pools:
            for written, connection in pool:
                if written != target and same(written, target) is None:
                    yield connection


class Entries:
    """Finds the entries of endpoints."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._subnets: dict[str, tuple[bool | None, tuple[Unknown, ...]]] = {}

    def of(self, resource: Resource, endpoint: Endpoint) -> Iterator[Entry]:
        """Yield every entry of a resource."""
        if endpoint.groups:
            yield from self._private_endpoints(resource, endpoint)
        if endpoint.presences is not None:
            for presence in endpoint.presences(self._estate, resource):
                yield from self._presence(presence)
        if endpoint.machine:
            for config in ip_configs(self._estate, resource):
                yield self._interface(config)

    @cached_property
    def _links(self) -> _Links:
        links = _Links()
        for endpoint in self._estate.of(PRIVATE_ENDPOINT):
            for target, connection in _connections(endpoint):
                if isinstance(target, Unknown):
                    links.unknown.append(connection)
                else:
                    links.known[target.lower()].append(connection)
                    if self._estate.get(target) is None:
                        links.astray[_name(target.lower())].append((target.lower(), connection))
        return links

    def _private_endpoints(self, resource: Resource, endpoint: Endpoint) -> Iterator[Entry]:
        links = self._links
        for target, doubt in endpoint.links(self._estate, resource):
            found = [(each, doubt) for each in links.known.get(target, ())]
            found += [(each, _maybe(each)) for each in links.perhaps(target)]
            found += [(each, each.doubt) for each in links.unknown]
            for connection, why in found:
                if connection.groups is None or connection.groups & endpoint.groups:
                    yield self._private_endpoint(connection, why)

    def _private_endpoint(self, connection: _Connection, doubt: Unknown | None) -> Entry:
        holder = connection.endpoint
        pointer = "properties.subnet.id"
        subnet, why = self._subnet(holder.look(pointer), holder, pointer)
        filtered, unsure = self._policies(subnet)
        doubts = [each for each in (doubt, why, holder.presence) if each is not None]
        return Entry(
            tag=f"link:{holder.key}",
            subnet=subnet,
            holder=holder,
            link=True,
            filtered=filtered,
            address=_fixed(holder),
            doubts=(*doubts, *unsure),
            evidence=(Evidence(holder, connection.pointer), Evidence(holder, pointer)),
        )

    def _policies(self, subnet: str) -> tuple[bool | None, tuple[Unknown, ...]]:
        """Tell whether security groups apply to private endpoints in a subnet.

        Not knowing it makes the closing group doubtful, never the way itself.
        """
        found = self._subnets.get(subnet)
        if found is None:
            resource = self._estate.get(subnet)
            if resource is None:
                found = (None, ())
            else:
                read = reading(resource, "properties.privateEndpointNetworkPolicies")
                found = (read.among("enabled", "networksecuritygroupenabled"), ())
            self._subnets[subnet] = found
        return found

    def _presence(self, presence: Presence) -> Iterator[Entry]:
        if presence.subnet is ABSENT or presence.subnet is None or presence.subnet == "":
            return
        subnet, why = self._subnet(presence.subnet, presence.holder, presence.pointer)
        doubts = [each for each in (presence.doubt, why) if each is not None]
        yield Entry(
            tag=f"address:{presence.holder.key}",
            subnet=subnet,
            holder=presence.holder,
            link=False,
            filtered=presence.filtered,
            ports=presence.ports,
            gates=presence.gates,
            doubts=tuple(doubts),
            evidence=(Evidence(presence.holder, presence.pointer),),
        )

    def _interface(self, config: IpConfig) -> Entry:
        pointer = f"{config.pointer}.properties.subnet.id"
        subnet, why = self._subnet(config.look("subnet.id"), config.holder, pointer)
        address = config.look("privateIPAddress")
        found = parse(address) if isinstance(address, str) else None
        doubts = [each for each in (config.doubt, config.lost, why) if each is not None]
        return Entry(
            tag=f"interface:{config.holder.key}:{config.pointer}",
            subnet=subnet,
            holder=config.holder,
            link=False,
            groups=self._uses(config),
            address=None if found is None else Boxes([(found,)]),
            doubts=tuple(dict.fromkeys(doubts)),
            evidence=(Evidence(config.holder, pointer),),
            config=config,
        )

    def _uses(self, config: IpConfig) -> tuple[NsgUse, ...]:
        reference = config.security_group
        if isinstance(reference, Unknown):
            return (NsgUse(None, reference),)
        if not isinstance(reference, str):
            return ()
        lookup = self._estate.lookup(reference, GROUPS)
        if lookup.found is not None:
            return (NsgUse(lookup.found, lookup.found.presence),)
        why = either(
            lookup.doubt, Unknown("the security group of the interface is not in the tree")
        )
        return (NsgUse(None, why),)

    def _subnet(
        self, reference: Value | Absent, holder: Resource, pointer: str
    ) -> tuple[str, Unknown | None]:
        if isinstance(reference, Unknown):
            return "", reference
        if not isinstance(reference, str) or not reference:
            return "", Unknown(
                f"the subnet of `{holder.address}` is not known", holder.locate(pointer)
            )
        lookup = self._estate.lookup(reference, SUBNET)
        if lookup.found is not None:
            return lookup.found.key, lookup.found.presence
        if lookup.perhaps:
            return "", lookup.doubt
        return reference.lower(), None


def _fixed(endpoint: Resource) -> Boxes | None:
    """Return the addresses of a private endpoint that code fixes, None if it fixes none."""
    spans: list[Interval] = []
    for config, doubt in members(endpoint.look("properties.ipConfigurations")):
        address = dig(config, "properties.privateIPAddress")
        found = parse(address) if isinstance(address, str) else None
        if found is None or doubt is not None:
            return None
        spans.append(found)
    return Boxes.line(spans) if spans else None


def _connections(endpoint: Resource) -> Iterator[tuple[str | Unknown, _Connection]]:
    for pointer in _CONNECTIONS:
        listed = endpoint.look(pointer)
        if endpoint.external is not None and isinstance(listed, Unknown):
            continue  # a data source that says nothing of its target: it names none of ours
        for index, (element, doubt) in enumerate(members(listed)):
            inner = element.get("properties", ABSENT) if isinstance(element, dict) else element
            at = f"{pointer}[{index}].properties.privateLinkServiceId"
            target = inner.get("privateLinkServiceId", ABSENT) if isinstance(inner, dict) else inner
            groups = _groups(inner)
            if isinstance(target, str):
                yield target, _Connection(endpoint, at, groups, doubt)
            elif isinstance(target, Unknown):
                yield target, _Connection(endpoint, at, groups, target)


def _groups(connection: Value | Absent) -> frozenset[str] | None:
    listed = connection.get("groupIds", ABSENT) if isinstance(connection, dict) else ABSENT
    found: list[str] = []
    for element, doubt in members(listed):
        if doubt is not None or not isinstance(element, str):
            return None
        found.append(element.lower())
    return frozenset(found) or None


def _name(key: str) -> str:
    name = key.rpartition("/")[2]
    return "" if has_symbol(name) else name


def _maybe(connection: _Connection) -> Unknown:
    return either(
        connection.doubt,
        Unknown(f"what `{connection.endpoint.address}` leads to is decided by the deployment"),
    )
