"""The boundary that a tree suggests when nobody wrote one down; it is marked as inferred."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from ipaddress import ip_network
from typing import Final

from ringfence.graph import providers
from ringfence.model.boundary import Boundary, Network, Policy
from ringfence.model.estate import Estate
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

    Locations that only the deployment decides (the region of the resource group) are one party:
    whoever deploys says where, and everything that goes along with it is inside.
    """
    votes: Counter[str] = Counter()
    deployed: set[str] = set()
    for location in providers.primary_locations(estate):
        if has_symbol(location):
            deployed.add(location)
            votes[_DEPLOYED] += 1
        elif place := geography(location):
            votes[place] += 1
    if not votes:
        return boundary
    # Most votes win; a tie goes to the name that sorts first, so that order changes nothing.
    winner = min(votes, key=lambda name: (-votes[name], name))
    if winner == _DEPLOYED:
        stated = tuple(sorted({show(location) for location in deployed}))
        return replace(boundary, regions=frozenset(deployed), stated=stated, inferred=True)
    regions = expand(winner) or frozenset()
    return replace(boundary, regions=regions, stated=(winner,), inferred=True)
