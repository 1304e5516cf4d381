"""What a tree mentions that may belong into its boundary; none of it is promised by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.model.facts import NOWHERE, Source


@dataclass(frozen=True, slots=True)
class Sighting:
    """A value that was seen, how often, and where first. `note` says in a few words as what."""

    value: str
    count: int
    source: Source = NOWHERE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sightings:
    """Everything seen, most frequent first. `regions` are those of primary locations."""

    regions: tuple[Sighting, ...] = ()
    tenants: tuple[Sighting, ...] = ()
    subscriptions: tuple[Sighting, ...] = ()
    networks: tuple[Sighting, ...] = ()
    repositories: tuple[Sighting, ...] = ()
    custodians: tuple[Sighting, ...] = ()


def tally(seen: Iterable[tuple[str, Source, str]]) -> tuple[Sighting, ...]:
    """Count `(value, source, note)`; the first source and note of a value are kept."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[Source, str]] = {}
    for value, source, note in seen:
        counts[value] = counts.get(value, 0) + 1
        first.setdefault(value, (source, note))
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(Sighting(value, counts[value], *first[value]) for value in ordered)
