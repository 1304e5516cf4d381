"""Depth: the smallest sets of walls whose fall lets a claim through.

For every claim the minimal wall sets are propagated through the clauses up to `LIMIT` walls, as
antichains (no set contains another). A wall that two premises need is counted once, which is why
sets are carried and not numbers. Sets that would need more walls than the limit are dropped; that
a claim follows once *every* wall has fallen is what `Level.FALLEN` tells.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final, TypeAlias

from ringfence.graph.program import Level, Program
from ringfence.model.claims import Clause, Wall

LIMIT: Final = 3
WIDTH: Final = 24
"""Largest number of alternative sets kept for a claim, smallest first.

A claim with more alternatives keeps its smallest ones, so depths of 0 and 1 are always exact.
"""

WallSet: TypeAlias = frozenset[int]
_NONE: Final[frozenset[int]] = frozenset()


class Depths:
    """The minimal wall sets of every claim of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.walls: list[Wall] = []
        self._numbers: dict[str, int] = {}
        self._sets: list[tuple[WallSet, ...]] = [()] * len(program.claims)
        self._propagate()

    def smallest(self, claim: int) -> tuple[Wall, ...] | None:
        """Return one smallest wall set of a claim, None if more than `LIMIT` would have to fall.

        Among sets of one size it is the one whose walls sort first by key.
        """
        sets = self._sets[claim]
        if not sets:
            return None
        size = min(len(chosen) for chosen in sets)
        candidates = [
            sorted((self.walls[number] for number in chosen), key=lambda wall: wall.key)
            for chosen in sets
            if len(chosen) == size
        ]
        return tuple(min(candidates, key=lambda walls: [wall.key for wall in walls]))

    def _number(self, wall: Wall) -> int:
        number = self._numbers.get(wall.key)
        if number is None:
            number = self._numbers[wall.key] = len(self.walls)
            self.walls.append(wall)
        return number

    def _propagate(self) -> None:
        clauses = [clause for clause in self._program.clauses if Level.FALLEN.admits(clause)]
        own = [
            _NONE if clause.wall is None else frozenset((self._number(clause.wall),))
            for clause in clauses
        ]
        users: list[list[int]] = [[] for _ in self._sets]
        for number, clause in enumerate(clauses):
            for premise in clause.body:
                users[premise].append(number)
        queue = deque(number for number, clause in enumerate(clauses) if not clause.body)
        queued = set(queue)
        while queue:
            number = queue.popleft()
            queued.discard(number)
            clause = clauses[number]
            if self._raise(clause, own[number]):
                for user in users[clause.head]:
                    if user not in queued:
                        queued.add(user)
                        queue.append(user)

    def _raise(self, clause: Clause, own: WallSet) -> bool:
        """Add what `clause` yields to its head; tell whether anything is new."""
        old = self._sets[clause.head]
        if old and old[0] == _NONE:
            return False
        found: set[WallSet] = {own}
        for premise in clause.body:
            found = {
                joined
                for left in found
                for right in self._sets[premise]
                if len(joined := left | right) <= LIMIT
            }
        if not found:
            return False
        new = _minimal(found.union(old))
        if new == old:
            return False
        self._sets[clause.head] = new
        return True


def _minimal(sets: Iterable[WallSet]) -> tuple[WallSet, ...]:
    """Return the sets that contain no other, in a fixed order, at most `WIDTH`."""
    kept: list[WallSet] = []
    for candidate in sorted(sets, key=lambda chosen: (len(chosen), sorted(chosen))):
        if not any(smaller <= candidate for smaller in kept):
            kept.append(candidate)
            if len(kept) == WIDTH:
                break
    return tuple(kept)
