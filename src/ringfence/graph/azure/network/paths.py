"""Paths: how traffic gets from one virtual network to another, directly or through a third."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.network.topology import Link, Topology
from ringfence.graph.azure.network.transit import Ends, Path, Transit
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.symbols import show

SAME: Final = Path("both are in one virtual network")


class Paths:
    """Finds the paths between virtual networks."""

    def __init__(self, estate: Estate, topology: Topology) -> None:
        self._topology = topology
        self.transit = Transit(estate, topology)

    def between(self, origin: str, target: str, subnet: str, *, back: bool) -> Iterator[Path]:
        """Yield the paths from a network to a subnet of another one (keys).

        An unknown network ("") is linked wherever some link leads to an unknown one. `back` says
        that answers need a route of their own (not so for private endpoints).
        """
        if origin == target and origin:
            yield SAME
            return
        links = list(self._topology.at(subnet) if subnet else self._topology.links(target))
        for link in links:
            if link.remote in (origin, ""):
                yield direct(link)
        for link in links:
            if not link.remote or link.remote == origin:
                continue
            for far in self._topology.links(link.remote):
                path = self.over(far, link, subnet, back=back) if far.remote == origin else None
                if path is not None:
                    yield path

    def over(self, far: Link, near: Link, subnet: str, *, back: bool) -> Path | None:
        """Return the path from the far end of `far` over `near` to a subnet, None if it is shut."""
        ends = Ends(
            far.remote,
            self._topology.space(far.remote),
            subnet,
            self._topology.subnet_space(subnet),
            back,
        )
        return self.transit.path(far, near, ends)


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
