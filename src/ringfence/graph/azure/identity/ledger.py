"""Clauses that are written only if something needs them.

Most of what could be said of rights and identities leads to no asset. Clauses are kept by their
head until a finding, or a claim that another plane reads, rests on it; then they are written with
everything that they rest on themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from ringfence.graph.program import Program
from ringfence.model.claims import Claim, Evidence, Text, Wall
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


class _Optional(TypedDict, total=False):
    evidence: tuple[Evidence, ...]
    doubts: tuple[Unknown, ...]
    wall: Wall | None


class Words(_Optional):
    """What a clause says beside its claims; see `Program.rule`."""

    rule: str
    resource: Resource | None
    says: Text
    because: Text


class Ledger:
    """Keeps clauses back, and writes those that are needed."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._kept: dict[Claim, list[tuple[tuple[Claim, ...], Words]]] = {}
        self._used: set[Claim] = set()

    def keep(self, head: Claim, body: Iterable[Claim], words: Words) -> None:
        """Add a clause that is written once its head is used."""
        claims = tuple(body)
        if head in self._used:
            self.write(head, claims, words)
        else:
            self._kept.setdefault(head, []).append((claims, words))

    def write(self, head: Claim, body: Iterable[Claim], words: Words) -> None:
        """Write a clause, and everything kept that it rests on."""
        claims = tuple(body)
        self._program.rule(head, claims, **words)
        self._use(claims)

    def _use(self, claims: Iterable[Claim]) -> None:
        stack = list(claims)
        while stack:
            claim = stack.pop()
            if claim in self._used:
                continue
            self._used.add(claim)
            for body, words in self._kept.pop(claim, ()):
                self._program.rule(claim, body, **words)
                stack.extend(body)
