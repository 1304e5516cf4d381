"""The boundary that a tree suggests when nobody wrote one down; it is marked as inferred."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from typing import Final

from ringfence.graph import providers
from ringfence.model.boundary import Boundary, Network, Policy
from ringfence.model.estate import Blind, Estate
from ringfence.model.symbols import has_symbol, show
from ringfence.reference.regions import expand, geography

PRIVATE_NETWORKS: Final[tuple[Network, ...]] = tuple(
    ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)

_DEPLOYED: Final = "~deployed"


def settle_boundary(estate: Estate, policy: Policy) -> Policy:
    """Return the policy with a complete boundary.

    Without a boundary file it is the geography of most primary locations (replicas and sinks do
    not count) and the private address ranges. A file without `networks` gets the same ranges;
    one without `regions` gets the inferred ones, and the boundary is marked so.
    """
    boundary = policy.boundary
    if not boundary.networks:
        boundary = replace(boundary, networks=PRIVATE_NETWORKS)
    if not boundary.regions:
        boundary = _with_regions(boundary, estate)
    return replace(policy, boundary=boundary)


def _with_regions(boundary: Boundary, estate: Estate) -> Boundary:
    """Add the regions that most locations suggest.

    Without any, or where locations that are not known could outvote them, the boundary stays
    without regions: nothing is sealed inside a boundary that a hidden value has drawn.
    """
    votes = _votes(estate)
    boundary = replace(boundary, inferred=True)
    if not votes.sure and not votes.perhaps:
        return boundary
    winner = votes.winner()
    if winner is None:
        estate.blinds.append(
            Blind(
                "the boundary",
                f"none is stated, and {votes.hidden} locations that are not known could change"
                " what the others suggest",
                inert=True,
            )
        )
        return boundary
    if winner == _DEPLOYED:
        stated = tuple(sorted({show(location) for location in votes.deployed}))
        return replace(boundary, regions=frozenset(votes.deployed), stated=stated)
    return replace(boundary, regions=expand(winner) or frozenset(), stated=(winner,))


@dataclass(slots=True)
class _Votes:
    """How many resources are placed in each geography, surely or perhaps, and how many anywhere.

    Locations that only the deployment decides (the region of the resource group) are one party:
    whoever deploys says where, and everything that goes along with it is inside.
    """

    sure: Counter[str] = field(default_factory=Counter)
    perhaps: Counter[str] = field(default_factory=Counter)
    deployed: set[str] = field(default_factory=set)
    hidden: int = 0

    def winner(self) -> str | None:
        """Return what has most votes, None if what is not known could change that.

        A tie goes to the name that sorts first, so that order changes nothing.
        """
        whole = self.sure + self.perhaps
        best = min(whole, key=lambda name: (-self.sure[name], name))
        for name in {*whole, ""} - {best}:
            rival = whole[name] + self.hidden
            if rival and (-rival, name) < (-self.sure[best], best):
                return None
        return best


def _votes(estate: Estate) -> _Votes:
    votes = _Votes()
    for location, doubt in providers.primary_locations(estate):
        if not location:
            votes.hidden += 1
            continue
        place = _DEPLOYED if has_symbol(location) else geography(location)
        if place == _DEPLOYED:
            votes.deployed.add(location)
        if place:
            (votes.sure if doubt is None else votes.perhaps)[place] += 1
    return votes
