"""Claims, clauses and walls: what planes say to the proof engine.

A claim is a ground statement, written as a tuple of strings whose first element names the
relation: `("net", "internet", "<key>")`. A clause says that a claim holds if others hold, with
the rule that says so and the facts that it rests on. Clauses are positive: everything negative
(deny rules, rule order, absence, custodians) is settled inside the plane that writes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Resource

Claim: TypeAlias = tuple[str, ...]

Text: TypeAlias = "str | Callable[[], str]"
"""A sentence, or what makes it when a report asks for it."""


def text(of: Text) -> str:
    """Return the sentence."""
    return of if isinstance(of, str) else of()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that a clause rests on: a property of a resource, and its value as read.

    `shown` replaces the value in reports where it stands for more than the property itself.
    """

    resource: Resource
    pointer: str
    value: Value = None
    shown: str = ""

    @property
    def source(self) -> Source:
        """Where the property was written."""
        return self.resource.locate(self.pointer)


@dataclass(frozen=True, slots=True)
class Wall:
    """One barrier that stands between an asset and the outside.

    Two clauses that name the same `key` speak of the same barrier. `address` is the resource
    that holds it up; `what` says what it is ("the firewall of `st1` denies the internet").
    """

    key: str
    address: str
    what: str


@dataclass(slots=True, eq=False)
class Clause:
    """`head` holds if all of `body` hold, by `rule`.

    `resource` is what the step speaks of and what would have to change. `says` states the head
    in words, `because` gives the reason in one clause. A clause that is not `certain` holds only
    if the `doubts` turn out badly. A clause with a `wall` holds only once that barrier falls.
    """

    head: int
    body: tuple[int, ...]
    rule: str
    resource: Resource | None
    says: Text
    because: Text
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()
    wall: Wall | None = None

    @property
    def certain(self) -> bool:
        """Whether the clause holds without any doubt."""
        return not self.doubts

    @property
    def address(self) -> str:
        """What the step speaks of: its resource, or the element of it that its evidence names.

        A rule, an access policy that is declared on its own is what would have to change.
        """
        if self.resource is None:
            return ""
        for each in self.evidence:
            if each.resource is self.resource:
                declared = self.resource.declarer(each.pointer)
                if declared != self.resource.address:
                    return declared
        return self.resource.address
