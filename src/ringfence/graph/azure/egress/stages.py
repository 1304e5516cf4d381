"""A way out as a chain of stages, each a first match over packets, and what it takes to pass.

A way surely stands where, whatever address of its own the workload has, some packet passes every
stage in the strict reading; it may stand where some packet passes in the loose reading. Where it
does not surely stand, the smallest sets of barriers are found whose fall would let a packet pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from ringfence.graph.azure.network.packets import ALL, SOURCE, Entry, passing, through
from ringfence.graph.boxes import Box, Interval, merge
from ringfence.model.claims import Evidence, Wall
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

OPEN: Final[tuple[Entry, ...]] = tuple((True, box) for box in ALL)
"""Lets everything through."""

SHUT: Final[tuple[Entry, ...]] = ()
"""Lets nothing through."""

_MOST: Final = 3
"""Largest number of barriers whose common fall is looked for."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """What a stage is if it can fall: a wall, and who holds it up."""

    wall: Wall
    holder: Resource


def _nothing(_: Box) -> tuple[Evidence, ...]:
    return ()


def _no_doubt(_: Box) -> list[Unknown]:
    return []


def _silent(_: Box) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing that packets must pass.

    `strict` lets through what surely passes, `loose` what may. `fallen` is what is left of the
    stage once its barrier has fallen. `why` says in a clause how a packet passes ("" to say
    nothing), `evidence` and `doubts` on what that rests. `change` is what to change about a
    packet that passes, None where nothing of this stage lets it.
    """

    strict: Sequence[Entry]
    loose: Sequence[Entry]
    barrier: Barrier | None = None
    fallen: Sequence[Entry] = OPEN
    why: Callable[[Box], str] = _silent
    evidence: Callable[[Box], tuple[Evidence, ...]] = _nothing
    doubts: Callable[[Box], list[Unknown]] = _no_doubt
    change: Callable[[Box], Resource | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Start:
    """Packets of a workload before the first stage, by address family.

    `boxes` differ in their source only; together they cover every address that the workload may
    have.
    """

    boxes: tuple[Box, ...]

    @property
    def sources(self) -> list[Interval]:
        """The addresses that the workload may have."""
        return merge(box[SOURCE] for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a way.

    `sure` is a packet that surely gets out, `may` one that may; both are boxes of one point.
    `walls` are the smallest sets of barriers that hold it back, empty if it surely stands.
    """

    sure: Box | None
    may: Box | None
    walls: tuple[tuple[Barrier, ...], ...] = ()

    @property
    def witness(self) -> Box | None:
        """The packet to speak of."""
        return self.sure or self.may


def judge(starts: Sequence[Start], stages: Sequence[Stage], *, walls: bool = True) -> Verdict:
    """Return whether a packet of some family gets through all stages."""
    sure, may = _strictly(starts, [stage.strict for stage in stages])
    if sure is not None:
        return Verdict(sure, sure)
    # Where every stage is exactly known, both readings are the same.
    if may is None and any(stage.strict is not stage.loose for stage in stages):
        may = _perhaps(starts, [stage.loose for stage in stages])
    return Verdict(None, may, tuple(_walls(starts, stages)) if walls else ())


def _strictly(
    starts: Sequence[Start], entries: Sequence[Sequence[Entry]]
) -> tuple[Box | None, Box | None]:
    """Return a packet that passes whatever the address is, and one that passes from some address."""
    some: Box | None = None
    for start in starts:
        witness: Box | None = None
        covered: list[Interval] = []
        needed = start.sources
        for piece in (piece for box in start.boxes for piece in through(entries, box)):
            witness = witness or _point(piece)
            covered.append(piece[SOURCE])
            if _within(needed, covered):
                return witness, witness
        some = some or witness
    return None, some


def _perhaps(starts: Sequence[Start], entries: Sequence[Sequence[Entry]]) -> Box | None:
    for start in starts:
        for box in start.boxes:
            for piece in through(entries, box):
                return _point(piece)
    return None


def _within(needed: Sequence[Interval], covered: Sequence[Interval]) -> bool:
    joined = merge(covered)
    return all(any(low <= start and end <= high for low, high in joined) for start, end in needed)


def _point(box: Box) -> Box:
    return tuple((low, low) for low, _ in box)


def _walls(starts: Sequence[Start], stages: Sequence[Stage]) -> Iterator[tuple[Barrier, ...]]:
    """Yield the minimal sets of barriers without which a packet surely passes."""
    standing = [number for number, stage in enumerate(stages) if stage.barrier is not None]
    found: list[frozenset[int]] = []
    for size in range(1, min(_MOST, len(standing)) + 1):
        for chosen in combinations(standing, size):
            if any(smaller <= set(chosen) for smaller in found):
                continue
            entries = [
                stage.fallen if number in chosen else stage.strict
                for number, stage in enumerate(stages)
            ]
            if _strictly(starts, entries)[0] is not None:
                found.append(frozenset(chosen))
                yield tuple(barrier for n in chosen if (barrier := stages[n].barrier) is not None)


def doubts_of(stages: Sequence[Stage], point: Box, otherwise: str) -> tuple[Unknown, ...]:
    """Return why a packet that may pass does not surely pass; `otherwise` if no stage says."""
    found: list[Unknown] = []
    for stage in stages:
        if not any(True for _ in passing(stage.strict, point)):
            found.extend(stage.doubts(point))
    return tuple(dict.fromkeys(found)) or (Unknown(otherwise),)
