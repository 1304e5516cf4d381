"""The answers of one run, as values: what reports render and scripts rely on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ringfence.model.asset import Asset, Confidence
from ringfence.model.boundary import Boundary, Severity
from ringfence.model.claims import Claim, Evidence, Wall
from ringfence.model.estate import ReadReport
from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Resource


class Kind(StrEnum):
    """The kinds of finding; the first six are leaks and decide the verdict of an asset."""

    EXPOSED = "exposed"
    BEARER = "bearer"
    PLACED = "placed"
    EGRESS = "egress"
    CHAINED = "chained"
    REACHABLE = "reachable"
    UNGUARDED = "unguarded"
    BLIND = "blind"
    PROVIDER = "provider"
    CONTROL = "control"

    @property
    def is_leak(self) -> bool:
        """Whether the kind decides the verdict."""
        return self in _LEAKS


_LEAKS = frozenset(
    {Kind.EXPOSED, Kind.BEARER, Kind.PLACED, Kind.EGRESS, Kind.CHAINED, Kind.REACHABLE}
)


class Outcome(StrEnum):
    """Whether the finding surely holds, or would if what is unknown turned out badly."""

    FAIL = "fail"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What is known of an asset: it can leave, it cannot, or we cannot tell."""

    OPEN = "open"
    SEALED = "sealed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: what holds, why, by which rule, and the facts it rests on."""

    address: str
    claim: str
    because: str
    rule: str
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why and until when a finding is accepted."""

    reason: str
    until: date
    owner: str = ""


@dataclass(slots=True, eq=False)
class Finding:
    """A leak path or another failed question.

    `id` is stable from run to run. `asset` is None for estate-level findings. `resource` is what
    would have to change. `path` ends at the asset. `outsider` says who gets it. `claim` is what was
    derived, `doubts` are what an unknown outcome rests on.
    """

    id: str
    rule: str
    kind: Kind
    severity: Severity
    confidence: Confidence
    outcome: Outcome
    asset: Asset | None
    address: str
    root: str
    title: str
    outsider: str
    path: tuple[Step, ...]
    resource: Resource | None = None
    accepted: Acceptance | None = None
    frameworks: tuple[str, ...] = ()
    remedy: str = ""
    claim: Claim = ()
    doubts: tuple[Unknown, ...] = ()


@dataclass(slots=True, eq=False)
class Judged:
    """An asset with its verdict.

    `depth` is the smallest number of distinct walls between the asset and the outside: 0 is
    open, 3 means three or more, None that no leak is derivable however many fall. `walls` are
    those of one smallest set.
    """

    asset: Asset
    verdict: Verdict
    depth: int | None
    walls: tuple[Wall, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A gap as reported: what was not seen, why, where, and the assets it blocks.

    `hides` marks a part of the estate of which no asset is known, and which may hold some.
    """

    what: str
    reason: str
    source: Source
    blocks: tuple[Asset, ...] = ()
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of ours that broke; the other answers stand."""

    rule: str
    address: str
    error: str


@dataclass(slots=True, eq=False)
class Assessment:
    """Every answer of one run."""

    started: datetime
    finished: datetime
    boundary: Boundary
    resources: int
    reports: list[ReadReport] = field(default_factory=list)
    assets: list[Judged] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    gaps: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    threshold: Severity = Severity.MEDIUM

    @property
    def complete(self) -> bool:
        """Whether every question about an asset found its answer, and no asset can be out of sight."""
        judged = all(judged.verdict is not Verdict.UNKNOWN for judged in self.assets)
        return judged and not self.faults and not any(gap.hides for gap in self.gaps)
