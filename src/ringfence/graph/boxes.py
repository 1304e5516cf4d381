"""Exact sets of packets: unions of disjoint integer boxes of any dimension.

A box is a tuple of closed intervals, one for each axis; a set is a tuple of disjoint boxes. What
the axes mean is the caller's business (network planes use source, destination, protocol and
destination port; address sets use one axis). Subtraction splits a box into at most two pieces for
each axis, so sets stay small as long as rules are ranges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

Interval: TypeAlias = tuple[int, int]
Box: TypeAlias = tuple[Interval, ...]


def meet(left: Box, right: Box) -> Box | None:
    """Return what two boxes share, or None."""
    # Most pairs share nothing: that is found out before anything is built.
    for (low_a, high_a), (low_b, high_b) in zip(left, right, strict=True):
        if low_a > high_b or low_b > high_a:
            return None
    return tuple(
        [
            (low_a if low_a > low_b else low_b, high_a if high_a < high_b else high_b)
            for (low_a, high_a), (low_b, high_b) in zip(left, right, strict=True)
        ]
    )


def cut(box: Box, hole: Box) -> list[Box]:
    """Return `box` without `hole`, as disjoint boxes."""
    shared = meet(box, hole)
    if shared is None:
        return [box]
    pieces: list[Box] = []
    core = list(box)
    for axis, ((low, high), (inner_low, inner_high)) in enumerate(zip(box, shared, strict=True)):
        if low < inner_low:
            pieces.append((*core[:axis], (low, inner_low - 1), *core[axis + 1 :]))
        if inner_high < high:
            pieces.append((*core[:axis], (inner_high + 1, high), *core[axis + 1 :]))
        core[axis] = (inner_low, inner_high)
    return pieces


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the same numbers as disjoint intervals in ascending order, neighbours joined."""
    merged: list[Interval] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1] + 1:
            if high > merged[-1][1]:
                merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged


class Boxes:
    """An immutable set of points; `boxes` are disjoint."""

    __slots__ = ("boxes",)

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        disjoint: list[Box] = []
        for box in boxes:
            fresh = [box]
            for old in disjoint:
                fresh = [piece for part in fresh for piece in cut(part, old)]
                if not fresh:
                    break
            disjoint.extend(fresh)
        self.boxes: tuple[Box, ...] = tuple(disjoint)

    @classmethod
    def _of(cls, disjoint: Iterable[Box]) -> Boxes:
        made = cls.__new__(cls)
        made.boxes = tuple(disjoint)
        return made

    @classmethod
    def disjoint(cls, boxes: Iterable[Box]) -> Boxes:
        """Return the set of boxes that the caller knows to be disjoint; nothing is checked."""
        return cls._of(boxes)

    @classmethod
    def line(cls, intervals: Iterable[Interval]) -> Boxes:
        """Return the one-dimensional set of the numbers in `intervals`, which may overlap."""
        return cls._of((each,) for each in merge(intervals))

    def __bool__(self) -> bool:
        return bool(self.boxes)

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes)

    def __repr__(self) -> str:
        return f"Boxes({list(self.boxes)!r})"

    def __or__(self, other: Boxes) -> Boxes:
        if not self.boxes:
            return other
        return Boxes._of((*self.boxes, *(other - self).boxes))

    def __and__(self, other: Boxes) -> Boxes:
        return Boxes._of(
            shared
            for left in self.boxes
            for right in other.boxes
            if (shared := meet(left, right)) is not None
        )

    def __sub__(self, other: Boxes) -> Boxes:
        left: list[Box] = list(self.boxes)
        for hole in other.boxes:
            if not left:
                break
            left = [piece for box in left for piece in cut(box, hole)]
        return Boxes._of(left)

    def __le__(self, other: Boxes) -> bool:
        return not (self - other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boxes) and self <= other and other <= self

    def __hash__(self) -> int:
        raise TypeError("sets of boxes have no canonical form; compare them instead")

    def __contains__(self, point: tuple[int, ...]) -> bool:
        return any(
            all(low <= at <= high for at, (low, high) in zip(point, box, strict=True))
            for box in self.boxes
        )

    def size(self) -> int:
        """Return the number of points."""
        total = 0
        for box in self.boxes:
            points = 1
            for low, high in box:
                points *= high - low + 1
            total += points
        return total

    def axis(self, number: int) -> Boxes:
        """Return the projection on one axis, as a one-dimensional set."""
        return Boxes((box[number],) for box in self.boxes)


EMPTY: Final = Boxes()
