"""What a reader brings in, before it is put together.

Readers do not know each other. Each returns one `Harvest`; `assembly` folds separate pieces into
the resources they belong to, merges equal ids and builds the estate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ringfence.model.boundary import Accept
from ringfence.model.credential import Credential
from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Origin, Resource


@dataclass(slots=True, eq=False)
class Fold:
    """A piece of another resource that is declared on its own (an association, a rule set).

    `target` is the id of the resource it belongs to, of one of `types`. At `pointer` of the
    target, `set` writes `value`, `append` adds it to a list. A `presence` makes it doubtful.
    """

    target: Value
    types: tuple[str, ...]
    pointer: str
    value: Value
    mode: Literal["set", "append"]
    address: str
    root: str
    origin: Origin
    presence: Unknown | None = None


@dataclass(slots=True, eq=False)
class Unmapped:
    """A declared thing whose type is not modelled, with the ids that its arguments mention.

    `why` says so in other words, where its shape is known and only its effect is not.
    """

    type: str
    address: str
    root: str
    origin: Origin
    mentions: frozenset[str] = frozenset()
    why: str = ""


@dataclass(slots=True, eq=False)
class Dangling:
    """A child whose parent is not known: it may belong to every resource of `types` in its root."""

    resource: Resource
    types: tuple[str, ...]
    doubt: Unknown


@dataclass(slots=True)
class Harvest:
    """Everything one reader found.

    `concealed` are the characters of secrets, kept only so that no output shows them.
    """

    resources: list[Resource] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    danglings: list[Dangling] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    blinds: list[Blind] = field(default_factory=list)
    accepts: list[Accept] = field(default_factory=list)
    reports: list[ReadReport] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)
    concealed: set[str] = field(default_factory=set, repr=False)

    def extend(self, other: Harvest) -> None:
        """Add everything of `other`."""
        self.resources += other.resources
        self.folds += other.folds
        self.danglings += other.danglings
        self.unmapped += other.unmapped
        self.blinds += other.blinds
        self.accepts += other.accepts
        self.reports += other.reports
        self.credentials += other.credentials
        self.concealed |= other.concealed
