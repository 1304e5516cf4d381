"""What is held for and against a resource being an asset, and which word counts most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


class Voice(IntEnum):
    """Who says so; of two equally confident voices the higher one is heard."""

    HIDDEN = 0
    ALL_DATA = 1
    NAME = 2
    LINK = 3
    TYPE = 4
    TAG = 5
    OWNER = 6


KINDS = tuple(AssetKind)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason why a resource is an asset. `spreads` says that its children are assets too."""

    resource: Resource
    kind: AssetKind
    confidence: Confidence
    because: str
    voice: Voice
    doubt: Unknown | None = None
    spreads: bool = True
    name: str = ""

    @property
    def weight(self) -> tuple[bool, bool, int, int, int]:
        """How much it counts: the owner first, then sure ones, then by confidence and voice.

        Any kind beats `unclassified` of the same confidence.
        """
        return (
            self.voice is Voice.OWNER,
            self.doubt is None,
            self.confidence.rank,
            self.kind is not AssetKind.UNCLASSIFIED,
            self.voice,
        )


@dataclass(slots=True)
class Ledger:
    """The best evidence for every resource, and the resources that the owner calls no asset."""

    best: dict[str, Evidence] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def add(self, evidence: Evidence) -> bool:
        """Note a piece of evidence; return whether it changed what is thought of the resource."""
        key = evidence.resource.key
        if key in self.refused:
            return False
        held = self.best.get(key)
        if held is not None and _first(held, evidence) is held:
            return False
        self.best[key] = evidence
        if held is None or held.kind is not evidence.kind:
            return True
        return held.doubt is not None and evidence.doubt is None

    def get(self, key: str) -> Evidence | None:
        """Return the best evidence for the resource with this key."""
        return self.best.get(key)

    def __iter__(self) -> Iterator[Evidence]:
        return iter(list(self.best.values()))


def _first(held: Evidence, fresh: Evidence) -> Evidence:
    """Return what counts more; equals are told apart by kind and reason, never by arrival."""
    if held.weight != fresh.weight:
        return held if held.weight > fresh.weight else fresh
    rank_held, rank_fresh = KINDS.index(held.kind), KINDS.index(fresh.kind)
    return held if (rank_held, held.because) <= (rank_fresh, fresh.because) else fresh
