"""Who reaches what: the one place that other planes ask about the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.graph.azure.endpoints import endpoint_of
from ringfence.graph.azure.network.balancers import Balancers
from ringfence.graph.azure.network.carriers import Standing, subnets_of
from ringfence.graph.azure.network.entries import Entries, Entry
from ringfence.graph.azure.network.exits import Exits
from ringfence.graph.azure.network.filters import Filters
from ringfence.graph.azure.network.foreign import Foreign
from ringfence.graph.azure.network.forwarders import Forwarders
from ringfence.graph.azure.network.machines import Machines
from ringfence.graph.azure.network.managed import ManagedLinks
from ringfence.graph.azure.network.names import Names
from ringfence.graph.azure.network.outsiders import Outsiders
from ringfence.graph.azure.network.paths import Paths
from ringfence.graph.azure.network.perimeter import Perimeters
from ringfence.graph.azure.network.places import INSIDE, INTERNET, Sides, show_origin
from ringfence.graph.azure.network.private import PrivateSide
from ringfence.graph.azure.network.public import TRUSTED, Asker, PublicSide
from ringfence.graph.azure.network.rulings import Traffic
from ringfence.graph.azure.network.sites import Sites
from ringfence.graph.azure.network.tags import Area, strangers
from ringfence.graph.azure.network.topology import Topology
from ringfence.graph.azure.network.ways import Pen, Way
from ringfence.graph.boxes import EMPTY, Boxes
from ringfence.graph.kubernetes.objects import is_object
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

if TYPE_CHECKING:
    from ringfence.graph.azure.network.clusters import ClusterFronts

ADDRESS: Final = "address"

UNPLACED: Final = "unplaced:"
"""Prefix of the origin of compute whose subnet could not be resolved."""


class Network:
    """The network of one scene. Obtain it with `connect`."""

    def __init__(self, scene: Scene) -> None:
        estate = scene.estate
        self._scene = scene
        self._estate = estate
        self.sides = Sides.of(scene.boundary)
        self.names = Names(estate)
        self.topology = Topology(estate)
        self.sites = Sites(estate, self.topology)
        self._outsiders = Outsiders(scene.boundary, self.topology, self.sides)
        self.filters = Filters(estate, self.topology, self.sites)
        paths = Paths(estate, self.topology)
        self._private = PrivateSide(self.topology, self.sites, paths, self.filters, self._outsiders)
        self._public = PublicSide(estate, self.names, self.sides)
        balancers = Balancers(estate, self.names)
        self._machines = Machines(estate, self.topology, self.filters, balancers)
        self._perimeters = Perimeters(estate, self._outsiders)
        self._forwarders = Forwarders(
            estate, self.names, self.filters, self.sides, self.topology, balancers
        )
        self._managed = ManagedLinks(estate)
        self._clusters: ClusterFronts | None = None
        self._foreign = Foreign(estate, scene.boundary, self._outsiders)
        self._exits = Exits(estate)
        self._entries = Entries(estate)
        self.pen = Pen(scene.program)
        self._written: set[Claim] = set()
        self._ways: dict[tuple[str, str], tuple[Way, ...]] = {}
        self._doors: dict[str, Door | None] = {}
        self._entry_lists: dict[str, tuple[Entry, ...]] = {}

    def net(self, origin: str, resource: Resource) -> Claim:
        """Return the claim that `origin` reaches the data endpoint of `resource`.

        The endpoint is that of the resource itself, or of the top-level resource that contains
        it. The clauses that decide it are written on first use, with walls where a barrier stands
        and doubts where a fact is hidden. Origins: `internet` (anywhere outside the boundary's
        networks), `inside` (its public addresses, and sites of the boundary behind a gateway),
        `subnet:<key>`, `vnet:<key>` (a network outside), `managed:<key>`, `unplaced:<key>`,
        `tenant:<id>`, `account:<id>`, `address:<addresses>` (those of them that lie outside).
        """
        target = self.serving(resource)
        claim = ("net", origin, target.key)
        if claim not in self._written:
            self._written.add(claim)
            for way in self.ways(origin, target):
                self.pen.write(claim, way)
        return claim

    def serving(self, resource: Resource) -> Resource:
        """Return the resource whose endpoint serves `resource`: itself or what contains it."""
        if endpoint_of(resource.kind) is not None:
            return resource
        return self._estate.top(resource) or resource

    def outsiders(self) -> list[tuple[str, str]]:
        """Return every place outside the boundary as `(origin, label of the outsider)`.

        `internet`, each declared network that surely lies outside for its region or subscription,
        and each site behind a gateway that surely does for its addresses.
        """
        found = [(INTERNET, INTERNET)]
        for network in self._estate.of("Microsoft.Network/virtualNetworks"):
            outside = self._outsiders.network(network.key, ours=True)
            if outside is not None and not outside.doubts:
                found.append((f"vnet:{network.key}", outside.label))
        for site in self.sites.every():
            outside = self._outsiders.site(site)
            if outside is not None and not outside.doubts:
                found.append((f"vnet:{site.key}", outside.label))
        return list(dict.fromkeys(found))

    def origins_of(self, carrier: Resource) -> list[str]:
        """Return the origins from which code on a compute resource acts.

        `subnet:<key>` for each subnet it stands in; `unplaced:<key>` where one could not be
        resolved; `managed:<key>` (its provider's network) where it stands in none, or only sends
        private traffic through one.
        """
        standings = self.subnet_of(carrier)
        origins = [
            f"subnet:{standing.key}" if standing.key else f"{UNPLACED}{carrier.key}"
            for standing in standings
        ]
        if not origins or carrier.kind.startswith("microsoft.web/sites"):
            origins.append(f"managed:{carrier.key}")
        return list(dict.fromkeys(origins))

    def subnet_of(self, carrier: Resource) -> list[Standing]:
        """Return the subnets that a compute resource stands in (see `carriers.Standing`)."""
        return subnets_of(self._estate, carrier)

    def ways(self, origin: str, resource: Resource) -> tuple[Way, ...]:
        """Return the ways from an origin to the endpoint of a resource, open or not."""
        key = (origin, resource.key)
        found = self._ways.get(key)
        if found is None:
            endpoint = endpoint_of(resource.kind)
            if endpoint is None:
                listed: Iterable[Way] = (self._unmodelled(origin, resource),)
            else:
                listed = self._find(origin, resource, endpoint)
            found = self._ways[key] = tuple(listed)
        return found

    def strangers(self, resource: Resource) -> Iterator[tuple[str, str, Way]]:
        """Yield `(origin, label, way)` for all that outsiders other than the internet have."""
        endpoint = endpoint_of(resource.kind)
        if endpoint is None:
            return
        for entry in self._entries_of(resource, endpoint):
            for visitor in self._private.strangers(entry):
                assert visitor.outside is not None
                for way in self._private.way(visitor, entry, resource):
                    yield visitor.origin, visitor.outside.label, way
        door = self._door(resource, endpoint)
        if door is not None:
            yield from self._foreign.ways(resource, endpoint, door)
            yield from self._perimeters.strangers(resource, endpoint)

    def _fronts(self) -> ClusterFronts:
        """Return what stands before clusters; an estate without objects of one never asks."""
        from ringfence.graph.azure.network.clusters import ClusterFronts

        if self._clusters is None:
            self._clusters = ClusterFronts(self._estate, self.filters, self._machines)
        return self._clusters

    def _find(self, origin: str, resource: Resource, endpoint: Endpoint) -> Iterator[Way]:
        kind, _, key = origin.partition(":")
        door = self._door(resource, endpoint)
        if kind in ("vnet", "tenant", "account"):
            yield from (way for who, _, way in self.strangers(resource) if who == origin)
            return
        if door is not None:
            yield from self._over_public(origin, resource, endpoint, door)
        public = self._traffic(origin) if is_object(resource) else None
        if public is not None:
            yield from self._fronts().ways(public, resource)
        if kind in ("subnet", "unplaced"):
            yield from self._from_subnet(
                origin, key if kind == "subnet" else "", resource, endpoint
            )
        elif kind == "managed":
            yield from self._managed.ways(key, resource, endpoint)
        for entry in self._entries_of(resource, endpoint):
            if kind == INSIDE:
                for visitor in self._private.insiders(entry):
                    yield from self._private.way(visitor, entry, resource)
            traffic = None if entry.link else self._traffic(origin)
            if traffic is None:
                continue
            if entry.config is not None:
                yield from self._machines.ways(traffic, entry, resource, endpoint)
            yield from self._machines.balanced(traffic, entry, resource)
        if kind in (INTERNET, INSIDE):
            yield from self._published(origin, resource, endpoint)

    def _over_public(
        self, origin: str, resource: Resource, endpoint: Endpoint, door: Door
    ) -> Iterator[Way]:
        asker = self._asker(origin)
        if asker is not None:
            yield from self._perimeters.ways(self._public, asker, resource, endpoint, door)

    def _asker(self, origin: str) -> Asker | None:
        """Return who stands before a public endpoint, None for somebody without public address."""
        kind, _, key = origin.partition(":")
        if kind == INTERNET:
            return Asker(origin, self.sides.outside, azure=True) if self.sides.outside else None
        if kind == INSIDE:
            return Asker(origin, self.sides.inside) if self.sides.inside else None
        if kind == ADDRESS:
            bound = parse(key)
            there = Boxes([(bound,)]) & self.sides.outside if bound is not None else EMPTY
            return Asker(origin, there) if there else None
        if kind == "subnet":
            return Asker(origin, azure=True, exits=self._exits.of(key), subnet=key)
        if kind == "managed":
            carrier = self._estate.get(key)
            trusted = carrier is not None and carrier.kind in TRUSTED
            return Asker(origin, azure=True, trusted=trusted)
        lost = Unknown(f"the subnet of `{key.rpartition('/')[2]}` is not known")
        return Asker(origin, azure=True, lost=lost)

    def _traffic(self, origin: str) -> Traffic | None:
        """Return public traffic from an origin, None for one without public addresses."""
        kind = origin.partition(":")[0]
        if kind == ADDRESS:
            return None
        who = show_origin(origin)
        side = self.sides.inside if kind == INSIDE else self.sides.outside
        if not side:
            return None
        source = Area.exact(side)
        if kind == INSIDE:
            return Traffic(origin, who, source)
        if kind == INTERNET:
            return Traffic(origin, who, source, owners=strangers())
        return Traffic(f"{kind}:azure", who, source, owners=strangers(), every=True)

    def _from_subnet(
        self, origin: str, subnet: str, resource: Resource, endpoint: Endpoint
    ) -> Iterator[Way]:
        for entry in self._entries_of(resource, endpoint):
            for visitor in self._private.from_subnet(origin, subnet, entry):
                yield from self._private.way(visitor, entry, resource)

    def _published(self, origin: str, resource: Resource, endpoint: Endpoint) -> Iterator[Way]:
        entries = self._entries_of(resource, endpoint)
        for forward in self._forwarders.towards(resource, entries):
            premises = [self.net(forward.place, resource)] if forward.place else []
            if forward.entered is not None:
                premises.append(self.net(origin, forward.entered))
            yield from self._forwarders.ways(origin, forward, tuple(premises), resource)

    def _door(self, resource: Resource, endpoint: Endpoint) -> Door | None:
        if resource.key not in self._doors:
            self._doors[resource.key] = endpoint.door(self._estate, resource)
        return self._doors[resource.key]

    def _entries_of(self, resource: Resource, endpoint: Endpoint) -> tuple[Entry, ...]:
        found = self._entry_lists.get(resource.key)
        if found is None:
            found = self._entry_lists[resource.key] = tuple(self._entries.of(resource, endpoint))
        return found

    def unseen(self, resource: Resource) -> str:
        """Return why nothing is known about the endpoint that serves a resource."""
        parts = resource.kind.split("/")
        container = "/".join(parts[:2])
        if len(parts) > 2 and endpoint_of(container) is not None:
            return f"the resource that contains `{resource.address}` is not in the tree"
        return f"who reaches a `{resource.type}` is not modelled"

    def _unmodelled(self, origin: str, resource: Resource) -> Way:
        why = Unknown(self.unseen(resource), resource.locate())
        return Way(
            tag="unmodelled",
            rule="RF-RCH-01",
            step="unmodelled-endpoint",
            change=resource,
            says=lambda: f"{show_origin(origin)} may reach `{resource.address}`",
            because=why.reason,
            doubts=(why,),
        )


def connect(scene: Scene) -> Network:
    """Return the network of a scene, the same one for the same scene."""
    found = scene.memo.get("azure network")
    if not isinstance(found, Network):
        found = scene.memo["azure network"] = Network(scene)
    return found
