"""What tags say of a resource. Tags are the owner's words: a tag that names a kind is believed.

A tag such as `data = "weights"` describes the content of the very resource. `workload = "llm"` is
often put on everything in an estate, so it only hints. `classification = "confidential"` says
that it is worth protecting, not what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.assets import words
from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.facts import MAYBE, Absent, Unknown, Value
from ringfence.model.resource import Resource, dig

_CONTENT: Final = words.vocabulary(
    """
    data dataclass datakind datatype dataset datacategory dataclassification classification asset
    assettype assetkind assetclass content contents contains contenttype ip iptype
    intellectualproperty kind purpose holds stores
    """
)
_LOOSE: Final = words.vocabulary(
    "workload role component application app service project usage use function type tier"
)
_SENSITIVE_KEYS: Final = words.vocabulary(
    """
    classification dataclassification dataclass sensitivity datasensitivity confidentiality
    informationclassification securityclassification ip
    """
)
_SENSITIVE: Final = words.vocabulary(
    """
    confidential strictlyconfidential highlyconfidential secret topsecret restricted
    highlyrestricted proprietary crownjewel crownjewels tradesecret ip critical
    """
)
_YES: Final = frozenset({"true", "yes", "1"})
_KINDS: Final = {kind.value.replace("-", ""): kind for kind in AssetKind}
_PLAIN: Final = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Tagged:
    """What one tag says."""

    kind: AssetKind
    confidence: Confidence
    because: str


def read(resource: Resource, *, data: bool) -> Iterator[Tagged]:
    """Yield what each tag says; tags about sensitivity count for what keeps `data` only."""
    tags = dig(resource.body, "tags")
    if not isinstance(tags, dict):
        return
    for key, value in tags.items():
        if isinstance(value, str) and value:
            said = _tag(key, value, data)
            if said is not None:
                yield said


def _tag(key: str, value: str, data: bool) -> Tagged | None:
    plain, worth = _PLAIN.sub("", key.lower()), _PLAIN.sub("", value.lower())
    because = f"its tag `{key}` is `{value}`"
    if plain in _CONTENT:
        kind = _KINDS.get(worth)
        if kind is not None:
            return Tagged(kind, Confidence.HIGH, because)
        hit = words.read(value)
        if hit is not None:
            sure = Confidence.HIGH if hit.strength > words.WEAK else Confidence.MEDIUM
            return Tagged(hit.kind, sure, because)
    if plain in _LOOSE and data:
        hit = words.read(value)
        if hit is not None and hit.strength > words.WEAK:
            return Tagged(hit.kind, Confidence.LOW, because)
    if data and plain in _SENSITIVE_KEYS and (worth in _SENSITIVE or worth in _YES):
        return Tagged(AssetKind.UNCLASSIFIED, Confidence.MEDIUM, because)
    if worth in _YES:
        hit = words.read(key)
        if hit is not None and hit.strength == words.STRONG:
            return Tagged(hit.kind, Confidence.HIGH, because)
    return None


def hidden(tags: Value | Absent) -> Unknown | None:
    """Return why a tag that could name a kind is not known, None if none is hidden."""
    if isinstance(tags, Unknown):
        return tags
    if not isinstance(tags, dict):
        return None
    for key, value in tags.items():
        # Under MAYBE stands why there may be other tags than those that are known.
        if isinstance(value, Unknown) and (key == MAYBE or _PLAIN.sub("", key.lower()) in _CONTENT):
            return value
    return None
