"""Where a location lies, seen from the boundary: inside, outside, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from ringfence.model.boundary import Boundary
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, show
from ringfence.reference.regions import Region, normal, region, regions

ANYWHERE: Final = "global"
"""The outsider of what the provider may process in any region."""

UNNAMED: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A location as judged. `region` is its normalised name; `outside` None where `doubt` stands.

    A place that is surely inside has neither `outside` nor a doubt.
    """

    region: str
    outside: bool
    doubt: Unknown | None = None


INSIDE: Final = Place("", False)


def place(value: Value | Absent, boundary: Boundary, holder: Resource, pointer: str) -> Place:
    """Judge one location, as written at `pointer` of `holder`.

    `global` names no place, and a name that is no region of the table may be a new one: both are
    doubts. A symbol lies inside only if the boundary was inferred from it, and then a literal
    may or may not be the same region.
    """
    if isinstance(value, Unknown):
        return Place(UNNAMED, False, value)
    if isinstance(value, Absent) or not isinstance(value, str) or not value.strip():
        return _doubt(UNNAMED, f"`{holder.address}` states no location", holder, pointer)
    if value in boundary.regions:
        return INSIDE
    name = UNNAMED if has_symbol(value) else normal(value)
    if name in boundary.regions:
        return INSIDE
    why = _unsure(value, name, boundary)
    return _doubt(name, why, holder, pointer) if why else Place(name, True)


def _doubt(name: str, why: str, holder: Resource, pointer: str) -> Place:
    return Place(name, False, Unknown(why, holder.locate(pointer)))


def _unsure(value: str, name: str, boundary: Boundary) -> str:
    """Return why a location that is not among the boundary's may yet be inside, or ""."""
    if not boundary.regions:
        return "the boundary names no regions"
    if has_symbol(value):
        return f"the deployment decides where {show(value)} is"
    if name == ANYWHERE:
        return "`global` does not state where content is kept"
    if region(name) is None:
        return f"`{value}` is no region that is known"
    if any(has_symbol(allowed) for allowed in boundary.regions):
        return f"whether `{value}` is the region of the boundary is known at deployment only"
    return ""


def location_of(resource: Resource, estate: Estate) -> tuple[Value | Absent, Resource]:
    """Return the location of a resource and the resource that states it.

    A child lies where its top-level resource lies unless it says otherwise.
    """
    own = resource.body.get("location")
    top = estate.top(resource)
    if own is not None or top is None or top is resource:
        return (resource.look("location"), resource)
    return top.look("location"), top


def pair_of(location: Value | Absent) -> Region | None:
    """Return the region that the provider pairs with `location`, None if there is none."""
    found = region(location) if isinstance(location, str) else None
    return region(found.pair) if found is not None and found.pair else None


def all_inside(names: Iterable[str], boundary: Boundary) -> bool:
    """Tell whether every one of these regions lies inside the boundary."""
    return all(name in boundary.regions for name in names)


@cache
def every_region() -> frozenset[str]:
    """Return all regions of the provider."""
    return frozenset(each.name for each in regions().values() if each.cloud == "azure")


def data_zone(location: Value | Absent) -> tuple[str, frozenset[str]] | None:
    """Return the data zone of a region and the regions in it, None for a region without one.

    Prompts of a data zone deployment may be processed anywhere in the European Union for an
    account in a member state, anywhere in the United States for an account there:
    https://learn.microsoft.com/azure/ai-services/openai/how-to/deployment-types
    """
    found = region(location) if isinstance(location, str) else None
    if found is None:
        return None
    every = [each for each in regions().values() if each.cloud == "azure"]
    if found.eu:
        return "EU", frozenset(each.name for each in every if each.eu)
    if found.country == "US":
        return "US", frozenset(each.name for each in every if each.country == "US")
    return None
