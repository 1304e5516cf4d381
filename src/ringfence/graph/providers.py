"""The clouds that are modelled, each with its assets and its planes.

This is the one place that lists clouds; the engine above asks here and knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ringfence.graph.scene import Plane
from ringfence.graph.sightings import Sightings, tally
from ringfence.model.asset import Asset
from ringfence.model.boundary import Policy
from ringfence.model.estate import Estate
from ringfence.model.facts import NOWHERE, Unknown


def find_assets(estate: Estate, policy: Policy, *, all_data: bool) -> list[Asset]:
    """Return every asset of the estate, in the order of address, across all clouds."""
    from ringfence.graph.azure import assets

    return assets.find(estate, policy, all_data=all_data)


def planes() -> Sequence[Plane]:
    """Return the planes of all clouds, in the order in which they run."""
    from ringfence.graph import azure

    return azure.planes()


def primary_locations(estate: Estate) -> Iterable[tuple[str, Unknown | None]]:
    """Yield the location of every resource that is placed by choice, sinks and replicas aside.

    Locations are normalised (lower case, no spaces) or context symbols, "" where one is not known.
    A doubt says why it is not, or why the resource may not exist.
    """
    from ringfence.graph.azure import primary

    yield from primary.primary_locations(estate)


def sightings(estate: Estate) -> Sightings:
    """Return what an estate mentions that may belong into its boundary, primary locations first."""
    from ringfence.graph.azure import sightings as azure

    located = ((location, NOWHERE, "") for location, _ in primary_locations(estate) if location)
    return replace(azure.sightings(estate), regions=tally(located))
