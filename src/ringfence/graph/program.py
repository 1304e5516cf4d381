"""The program: claims interned as integers, and the clauses that planes wrote about them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from ringfence.model.claims import Claim, Clause, Evidence, Text, Wall
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


class Level(Enum):
    """Which clauses count.

    `SURE`: those without a doubt, all walls standing. `MAY`: doubtful ones as well. `FALLEN`:
    those without a doubt, and those that hold once a wall falls.
    """

    SURE = "sure"
    MAY = "may"
    FALLEN = "fallen"

    def admits(self, clause: Clause) -> bool:
        """Tell whether `clause` counts at this level."""
        if clause.wall is not None:
            return self is Level.FALLEN and clause.certain
        return clause.certain or self is Level.MAY


class Program:
    """Claims and clauses. Planes add; the solver reads."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.clauses: list[Clause] = []
        self.by_head: list[list[int]] = []
        self._ids: dict[Claim, int] = {}

    def claim(self, claim: Claim) -> int:
        """Return the number of a claim, the same for equal claims."""
        number = self._ids.get(claim)
        if number is None:
            number = self._ids[claim] = len(self.claims)
            self.claims.append(claim)
            self.by_head.append([])
        return number

    def known(self, claim: Claim) -> int | None:
        """Return the number of a claim that some clause already speaks of, or None."""
        return self._ids.get(claim)

    def rule(
        self,
        head: Claim,
        body: Iterable[Claim],
        *,
        rule: str,
        resource: Resource | None,
        says: Text,
        because: Text,
        evidence: tuple[Evidence, ...] = (),
        doubts: tuple[Unknown, ...] = (),
        wall: Wall | None = None,
    ) -> None:
        """Add the clause `head` <- `body`; see `Clause` for the meaning of the rest."""
        numbers = tuple(self.claim(claim) for claim in dict.fromkeys(body))
        number = self.claim(head)
        if number in numbers:
            return  # a claim that needs itself proves nothing
        self.by_head[number].append(len(self.clauses))
        self.clauses.append(
            Clause(number, numbers, rule, resource, says, because, evidence, doubts, wall)
        )
