"""Forwarders: what publishes an endpoint that has no public side of its own.

Each kind of forwarder says which backends it passes public traffic on to, and from which of our
networks it does so. A backend is reached if the forwarder's network reaches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final, TypeAlias

from ringfence.graph.addresses import parse
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.balancers import BALANCED, Balancers
from ringfence.graph.azure.network.choices import ref_of
from ringfence.graph.azure.network.entries import ALL_PORTS, Entry
from ringfence.graph.azure.network.filters import Alternatives, Filters
from ringfence.graph.azure.network.names import Names
from ringfence.graph.azure.network.places import INSIDE, INTERNET, Sides, show_origin
from ringfence.graph.azure.network.rulings import Traffic
from ringfence.graph.azure.network.tags import Area, strangers
from ringfence.graph.azure.network.topology import Topology
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.graph.boxes import Boxes, Interval
from ringfence.model.claims import Claim, Evidence
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol

LIMITS: Final = (
    "an origin of Front Door over the public side counts only where everybody gets in: admitting "
    "the service tag of Front Door alone is not followed",
    "web application firewalls, request rules and header checks of forwarders are not evaluated: a "
    "published backend counts as reachable",
    "App Service and other applications that pass requests on are no forwarders here; of the "
    "policies of API Management only the backends that they name are read",
)

PUBLISHED: Final = "RF-RCH-04"
LINK_SERVICE: Final = "Microsoft.Network/privateLinkServices"


@dataclass(frozen=True, slots=True)
class Forward:
    """A forwarder that passes public traffic on to a backend.

    `backend` is the address or host name as written, or the key of the backend itself. `place`
    is the origin that it sends from, "" if it sends straight into the backend over a private
    link. `front` is where public traffic enters it: its subnet again, if security groups
    apply there, with `ports`. `admitted` are the sources that it takes (None: all). `entered` is
    the resource whose own endpoint traffic must reach first.
    """

    forwarder: Resource
    pointer: str
    backend: Value
    place: str = ""
    front: str = ""
    ports: tuple[Interval, ...] = ALL_PORTS
    admitted: Area | None = None
    doubts: tuple[Unknown, ...] = ()
    entered: Resource | None = None


_Listed: TypeAlias = dict[str, list[Forward]]


@dataclass(frozen=True, slots=True)
class _Index:
    """Forwards by what is known of the backend.

    `unknown` have a place but no known backend; of those in `anywhere`, which may send from any
    network to any backend, one stands for all. `pooled` lead to members of pools.
    """

    keys: _Listed
    addresses: list[tuple[Interval, Forward]]
    unknown: list[Forward]
    anywhere: list[Forward]
    pooled: list[Forward]


class Forwarders:
    """Finds the forwarders in front of endpoints."""

    def __init__(
        self,
        estate: Estate,
        names: Names,
        filters: Filters,
        sides: Sides,
        topology: Topology,
        balancers: Balancers,
    ) -> None:
        self._estate = estate
        self._names = names
        self._filters = filters
        self._sides = sides
        self._topology = topology
        self._balancers = balancers

    @cached_property
    def _index(self) -> _Index:
        from ringfence.graph.azure.network import (
            api_gateways,
            app_gateways,
            front_doors,
            translation,
        )

        index = _Index(defaultdict(list), [], [], [], [])
        for module in (app_gateways, front_doors, translation, api_gateways):
            for forward in module.forwards(self._estate):
                self._file(index, forward)
        index.anywhere.sort(key=lambda each: (each.forwarder.root, each.forwarder.address))
        return index

    def _file(self, index: _Index, forward: Forward) -> None:
        backend = forward.backend
        if isinstance(backend, Unknown):
            self._file_unknown(index, forward, backend)
            return
        if not isinstance(backend, str) or not backend:
            return
        if backend.startswith("/"):
            index.keys[backend.lower()].append(forward)
            if "/backendaddresspools/" in backend.lower():
                index.pooled.append(forward)
            service = self._estate.get(backend)
            if service is not None and service.kind == LINK_SERVICE.lower():
                self._file_service(index, forward, service)
            lookup = self._estate.lookup(backend, LINK_SERVICE)
            if lookup.doubt is not None:
                doubtful = replace(forward, doubts=(*forward.doubts, lookup.doubt))
                for perhaps in lookup.perhaps:
                    self._file_service(index, doubtful, perhaps)
            return
        addresses = parse(backend)
        if addresses is not None:
            index.addresses.append((addresses, forward))
            return
        found = self._names.host(backend)
        owner = self._names.owner(backend)
        if not found and owner is not None:
            found = [(owner, None)]
        for resource, doubt in found:
            named = forward if doubt is None else replace(forward, doubts=(*forward.doubts, doubt))
            index.keys[resource.key].append(named)
        if not found and has_symbol(backend):
            why = Unknown(f"what the backend of `{forward.forwarder.address}` is called")
            self._file_unknown(index, forward, why)

    def _file_service(self, index: _Index, forward: Forward, service: Resource) -> None:
        """File a private link service: what the frontends of its load balancer pass on to."""
        place, _ = stands_in(service, "properties.ipConfigurations")
        pointer = "properties.loadBalancerFrontendIpConfigurations"
        for element, doubt in members(service.look(pointer)):
            frontend = ref_of(element)
            each = (doubt, service.presence)
            doubts = (*forward.doubts, *(why for why in each if why is not None))
            behind = replace(forward, place=place, doubts=doubts)
            found = frontend if isinstance(frontend, Unknown) else self._balancers.behind(frontend)
            if isinstance(found, Unknown):
                self._file_unknown(index, behind, found)
                continue
            for target, front in found:
                passed = replace(behind, doubts=(*behind.doubts, *front.doubts))
                index.keys[target].append(passed)
                index.pooled.append(passed)

    @staticmethod
    def _file_unknown(index: _Index, forward: Forward, why: Unknown) -> None:
        unknown = replace(forward, doubts=(*forward.doubts, why))
        known = forward.place.startswith("subnet:")
        (index.unknown if known else index.anywhere).append(unknown)

    def towards(self, resource: Resource, entries: Sequence[Entry]) -> list[Forward]:
        """Return the forwarders whose backend is, or may be, an endpoint with these entries."""
        index = self._index
        found = list(index.keys.get(resource.key, ()))
        for entry in entries:
            found += index.keys.get(entry.holder.key, ())
            found += self._by_pool(entry)
            found += self._by_address(entry)
        found += index.anywhere[:1]
        if entries:
            found += index.unknown
        return list({id(each): each for each in found}.values())

    def _by_pool(self, entry: Entry) -> Iterator[Forward]:
        if not self._index.pooled:
            return
        pools: list[tuple[str | Unknown, Unknown | None]] = [(each, None) for each in _pools(entry)]
        if entry.subnet:
            pools += self._balancers.holding(
                entry.holder, entry.address, lambda: self._topology.subnet_space(entry.subnet).may
            )
        for pool, doubt in pools:
            found = self._index.pooled if isinstance(pool, Unknown) else self._to_pool(pool)
            why = either(doubt, pool if isinstance(pool, Unknown) else None)
            for forward in found:
                yield forward if why is None else replace(forward, doubts=(*forward.doubts, why))

    def _to_pool(self, pool: str) -> list[Forward]:
        keys = self._index.keys
        return [*keys.get(pool, ()), *keys.get(f"{top_key(pool)}/", ())]

    def _by_address(self, entry: Entry) -> Iterator[Forward]:
        listed = self._index.addresses
        if not listed or not entry.subnet:
            return
        space: Boxes | None = None
        for (low, high), forward in listed:
            if entry.address is not None:
                if (low,) in entry.address or (high,) in entry.address:
                    yield forward
                continue
            if space is None:
                space = self._topology.subnet_space(entry.subnet).may
            if (low,) in space:
                why = Unknown(
                    f"the address of `{entry.holder.address}` is assigned later and may be the "
                    f"backend of `{forward.forwarder.address}`"
                )
                yield replace(forward, doubts=(*forward.doubts, why))

    def ways(
        self,
        origin: str,
        forward: Forward,
        premises: tuple[Claim, ...],
        resource: Resource,
    ) -> Iterator[Way]:
        """Yield the ways through one forwarder."""
        who = show_origin(origin)
        forwarder = forward.forwarder
        passes = f"`{forwarder.address}` passes public traffic on to it"
        for gates in self._gates(origin, who, forward):
            yield Way(
                tag=f"forwarder:{forwarder.key}",
                rule=PUBLISHED,
                step="forwarder",
                change=forwarder,
                says=lambda: f"{who} reaches `{resource.address}` through `{forwarder.address}`",
                because=partial(stated, gates, passes),
                gates=gates,
                premises=premises,
                evidence=(Evidence(forwarder, forward.pointer),),
                doubts=forward.doubts,
                presence=() if resource.presence is None else (resource.presence,),
            )

    def _gates(self, origin: str, who: str, forward: Forward) -> Alternatives:
        if origin == INTERNET:
            traffic = Traffic(origin, who, Area.exact(self._sides.outside), strangers())
        elif origin == INSIDE and self._sides.inside:
            traffic = Traffic(origin, who, Area.exact(self._sides.inside))
        else:
            return ()
        if forward.admitted is not None:
            admitted = forward.admitted
            if not admitted.may & traffic.source.may:
                return ()
            source = Area(admitted.sure & traffic.source.sure, admitted.may & traffic.source.may)
            traffic = replace(traffic, origin=f"{origin}:{id(forward)}", source=source)
        if not forward.front:
            return ((),)
        entry = Entry("front", forward.front, forward.forwarder, link=False, ports=forward.ports)
        return self._filters.gates(entry, traffic)


def _pools(entry: Entry) -> Iterator[str | Unknown]:
    """Yield the keys of the pools and rules of gateways and balancers that an interface is in."""
    if entry.config is None or entry.config.lost is not None:
        return
    for name in ("applicationGatewayBackendAddressPools", *BALANCED):
        for element, _ in members(entry.config.look(name)):
            yield ref_of(element)


def stands_in(forwarder: Resource, configurations: str) -> tuple[str, str]:
    """Return the origin that a forwarder sends from and the key of its subnet ("" if unknown).

    `configurations` is the path of its list of IP configurations.
    """
    for config, _ in members(forwarder.look(configurations)):
        reference = dig(config, "properties.subnet.id")
        if isinstance(reference, str):
            return f"subnet:{reference.lower()}", reference.lower()
    return f"unplaced:{forwarder.key}", ""
