"""The private side: ways to an endpoint's addresses inside virtual networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.network.entries import Entry
from ringfence.graph.azure.network.filters import Filters
from ringfence.graph.azure.network.outsiders import Outside, Outsiders
from ringfence.graph.azure.network.paths import SAME, Paths, direct
from ringfence.graph.azure.network.rulings import Traffic
from ringfence.graph.azure.network.sites import Site, Sites
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.topology import Link, Topology
from ringfence.graph.azure.network.transit import Ends, Path
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.model.estate import parent_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

LIMITS: Final = (
    "outbound rules of the subnet from which an identity acts are not asked when it reaches for an "
    "asset",
)

OUTSIDE_NETWORK: Final = "RF-RCH-03"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A network from which somebody may come to an entry, and how.

    `outside` says why it lies outside the boundary, None for one of ours. `owner` says that the
    entry stands in a network of theirs: the filters before it are theirs to lift.
    """

    origin: str
    who: str
    path: Path
    space: Area
    outside: Outside | None = None
    every: bool = False
    owner: bool = False


class PrivateSide:
    """Finds who gets to entries, and writes how."""

    def __init__(
        self, topology: Topology, sites: Sites, paths: Paths, filters: Filters, outsiders: Outsiders
    ) -> None:
        self._topology = topology
        self._sites = sites
        self._paths = paths
        self._filters = filters
        self._outsiders = outsiders
        self._strangers: dict[tuple[str, bool, str], tuple[Visitor, ...]] = {}

    def way(self, visitor: Visitor, entry: Entry, resource: Resource) -> Iterator[Way]:
        """Yield the ways of a visitor to an entry: several where any of several filters is shut."""
        if visitor.owner:
            yield self._way(visitor, entry, resource, ())
            return
        traffic = Traffic(visitor.origin, visitor.who, visitor.space, every=visitor.every)
        for gates in self._filters.gates(entry, traffic):
            yield self._way(visitor, entry, resource, gates)

    def _way(
        self,
        visitor: Visitor,
        entry: Entry,
        resource: Resource,
        gates: tuple[Gate, ...],
    ) -> Way:
        outside, path = visitor.outside, visitor.path
        gates += entry.gates
        doubts = entry.doubts + path.doubts + (outside.doubts if outside is not None else ())
        at = "private endpoint" if entry.link else "its address at"

        def because() -> str:
            place = f"{at} `{entry.holder.address}`"
            more = ""
            if outside is not None and outside.because:
                more = f"{visitor.who} is outside: {outside.because}"
            return stated(gates, f"it answers at {place}", path.because, more)

        return Way(
            tag=f"private:{entry.tag}",
            rule=OUTSIDE_NETWORK,
            step="private-endpoint" if entry.link else "private-address",
            change=path.resource or entry.holder,
            says=lambda: f"{visitor.who} reaches `{resource.address}` in private",
            because=because,
            gates=gates,
            evidence=(
                *entry.evidence,
                *path.evidence,
                *(outside.evidence if outside is not None else ()),
            ),
            doubts=tuple(dict.fromkeys(doubts)),
            presence=() if resource.presence is None else (resource.presence,),
        )

    def strangers(self, entry: Entry) -> tuple[Visitor, ...]:
        """Return the networks outside the boundary from which an entry is or may be reached."""
        key = (entry.subnet, entry.link, entry.tag if not entry.subnet else "")
        found = self._strangers.get(key)
        if found is None:
            listed = self._find_strangers(entry) if entry.subnet else (_nowhere(entry),)
            found = self._strangers[key] = tuple(listed)
        return found

    def _find_strangers(self, entry: Entry) -> Iterator[Visitor]:
        network = parent_key(entry.subnet)
        declared = self._topology.declared(network)
        own = self._outsiders.network(network, ours=True)
        if own is not None and entry.link and (declared or not own.doubts):
            yield replace(self._visitor(network, SAME, own), owner=not declared)
        if own is not None and not declared and not (entry.link and not own.doubts):
            yield self._beyond(network)
        for link in self._topology.at(entry.subnet):
            outside = self._outsiders.network(link.remote)
            if outside is not None:
                yield self._visitor(link.remote, direct(link), outside)
            yield from self._behind(entry, network, link)
        yield from self._on_site(network)

    def _beyond(self, network: str) -> Visitor:
        """Return whoever may be linked to a network whose links are not in the tree."""
        name = show(network.rpartition("/")[2])
        why = Unknown(f"what virtual network `{name}` is linked to is not in the tree")
        outside = Outside("account:unknown", "", doubts=(why,))
        who = f"whatever is linked to network `{name}`"
        path = Path("what its network is linked to is not in the tree")
        return Visitor(f"vnet:{network}/beyond", who, path, self._topology.space(""), outside)

    def _visitor(self, network: str, path: Path, outside: Outside) -> Visitor:
        name = show(network.rpartition("/")[2]) or "unknown"
        key = network or (path.resource.key if path.resource is not None else "")
        who = f"network `{name}`"
        return Visitor(f"vnet:{key}", who, path, self._topology.space(network), outside)

    def _behind(self, entry: Entry, target: str, link: Link) -> Iterator[Visitor]:
        """Yield strangers behind a linked network that forwards."""
        if not self._paths.transit.forwarders(link.remote):
            return
        back = not entry.link
        for far in self._topology.links(link.remote):
            outside = self._outsiders.network(far.remote) if far.remote != target else None
            if outside is None:
                continue
            path = self._paths.over(far, link, entry.subnet, back=back)
            if path is not None:
                yield self._visitor(far.remote, path, outside)
        addresses = self._topology.subnet_space(entry.subnet)
        for site in self._sites.of(link.remote):
            outside = None if site.transit else self._outsiders.site(site)
            if outside is None:
                continue
            ends = Ends("", site.space, entry.subnet, addresses, back)
            path = self._paths.transit.path(link, link, ends)
            if path is not None:
                yield self._from_site(site, outside, path)

    def _on_site(self, network: str) -> Iterator[Visitor]:
        for site in self._sites.of(network):
            outside = self._outsiders.site(site)
            if outside is not None:
                yield self._from_site(site, outside, _connection(site))

    def _from_site(self, site: Site, outside: Outside, path: Path) -> Visitor:
        return Visitor(
            f"vnet:{site.key}", f"site `{site.resource.address}`", path, site.space, outside
        )

    def insiders(self, entry: Entry) -> Iterator[Visitor]:
        """Yield the sites within the boundary from which an entry is reached."""
        if not entry.subnet:
            return
        for site in self._sites.of(parent_key(entry.subnet)):
            space = self._outsiders.inside(site)
            if space.may:
                who = f"site `{site.resource.address}`"
                yield Visitor("inside", who, _connection(site), space)

    def from_subnet(self, origin: str, subnet: str, entry: Entry) -> Iterator[Visitor]:
        """Yield how an entry is reached from a subnet of ours (a key, "" for an unknown one)."""
        name = show(subnet.rpartition("/")[2])
        if not subnet or not entry.subnet:
            why = Unknown("whether both stand in networks that are linked is not known")
            path = Path("their networks may be linked", doubts=() if entry.doubts else (why,))
            if not subnet:
                path = Path("their networks may be linked", doubts=(why,))
            space = self._topology.space("") if not subnet else self._topology.subnet_space(subnet)
            yield Visitor(origin, f"subnet `{name or 'unknown'}`", path, space)
            return
        space = self._topology.subnet_space(subnet)
        target = parent_key(entry.subnet)
        for path in self._paths.between(
            parent_key(subnet), target, entry.subnet, back=not entry.link
        ):
            yield Visitor(origin, f"subnet `{name}`", path, space, every=True)


def _connection(site: Site) -> Path:
    resource = site.resource
    how = "through the gateway of a peer" if site.transit else "through its gateway"
    because = f"`{resource.address}` connects its network to that site {how}"
    return Path(because, resource, site.evidence, site.doubts)


def _nowhere(entry: Entry) -> Visitor:
    doubts = entry.doubts or (Unknown(f"where `{entry.holder.address}` stands is not known"),)
    outside = Outside("account:unknown", "", doubts=doubts)
    who = f"whatever is linked to the network of `{entry.holder.address}`"
    path = Path("the network it stands in is not known", entry.holder)
    return Visitor(f"vnet:{entry.holder.key}/unknown", who, path, Area(), outside)
