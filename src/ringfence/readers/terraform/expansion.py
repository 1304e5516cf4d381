"""`count` and `for_each`: which instances a block has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, show
from ringfence.readers.terraform.evaluation.frame import NOT_HERE, Frame
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Failure,
    Lazy,
    Many,
    OpenMap,
    Problem,
    Withheld,
    either,
    entries,
    more_of,
    number_of,
)

MAX_INSTANCES: Final = 10_000
"""Most instances of one block that are read."""
_AT_MOST: Final = f"at most {MAX_INSTANCES} instances of one block are read"


class TooMany(Exception):
    """A block with more instances than are read; the message says how many."""


@dataclass(frozen=True, slots=True)
class Member:
    """One instance: the end of its address, and what `each` and `count` are in it."""

    suffix: str = ""
    key: Datum = NOT_HERE
    value: Datum = NOT_HERE
    index: Datum = NOT_HERE
    presence: Unknown | None = None

    def enter(self, frame: Frame) -> Frame:
        """Set `each` and `count` in a frame."""
        frame.each_key = self.key
        frame.each_value = self.value
        frame.count_index = self.index
        return frame


@dataclass(frozen=True, slots=True)
class Expansion:
    """All instances of a block, and what a reference to the block leads to."""

    shape: Literal["one", "list", "map", "many"]
    members: list[Member] = field(default_factory=list)
    why: Unknown | None = None
    keyed: bool = False

    def gather(self, made: Sequence[Datum]) -> Datum:
        """Return the value of the block from the values of its instances."""
        if self.shape == "one":
            return made[0]
        if self.shape == "list":
            return list(made)
        if self.shape == "many":
            assert self.why is not None
            return Many(made[0], self.why, keyed=self.keyed)
        known = {
            member.key: each
            for member, each in zip(self.members, made, strict=True)
            if isinstance(member.key, str)
        }
        maybe = {
            member.key: member.presence
            for member in self.members
            if isinstance(member.key, str) and member.presence is not None
        }
        if maybe or self.why is not None:
            return OpenMap(known, maybe, self.why)
        return known


ONE: Final = Expansion("one", [Member()])


def by_count(value: Datum) -> Expansion:
    """Return the instances of a block with `count`. Raises Problem or TooMany."""
    if isinstance(value, Failure):
        raise Problem(value.reason)
    if isinstance(value, Unknown):
        return uncounted(value, keyed=False)
    try:
        count = number_of(value)
    except Withheld as withheld:
        return uncounted(Unknown(f"`count`: {withheld}"), keyed=False)
    if isinstance(count, float) or count < 0:
        raise Problem("is no whole number from 0")
    if count > MAX_INSTANCES:
        raise TooMany(f"its `count` is {count}: {_AT_MOST}")
    return Expansion("list", [Member(f"[{at}]", index=at) for at in range(count)])


def uncounted(why: Unknown, *, keyed: bool) -> Expansion:
    """Return the instances of a block of which nobody knows how many there are."""
    if keyed:
        member = Member("", key=why, value=why, presence=why)
    else:
        member = Member("", index=why, presence=why)
    return Expansion("many", [member], why, keyed)


def by_for_each(value: Datum) -> Expansion:
    """Return the instances of a block with `for_each`. Raises Problem or TooMany."""
    if isinstance(value, Failure):
        raise Problem(value.reason)
    if isinstance(value, Many):
        return uncounted(value.why, keyed=True)
    if isinstance(value, Unknown):
        return uncounted(value, keyed=True)
    if value is None or isinstance(value, Lazy):
        raise Problem("is null" if value is None else "is one resource")
    if isinstance(value, str) and OPEN in value:
        return uncounted(Unknown("a collection that is not known before deployment"), keyed=True)
    if type(value) is list and not all(isinstance(each, Unknown) for each in value):
        raise Problem("is a list; it needs a map or a set (`toset`)")
    return _entries(value)


def _entries(value: Datum) -> Expansion:
    if isinstance(value, list | dict) and len(value) > MAX_INSTANCES:
        raise TooMany(f"its `for_each` has {len(value)} elements: {_AT_MOST}")
    whole_map = isinstance(value, dict)
    members: list[Member] = []
    more = more_of(value)
    for key, each, doubt in entries(value):
        name = key if whole_map else each
        if isinstance(name, Unknown):
            more = either(more, name)
            continue
        if not isinstance(name, str):
            raise Problem("is a set of values that are no texts")
        member = Member(_quoted(name), name, each if whole_map else name, presence=doubt)
        members.append(member)
    if more is not None:
        if not members:
            return uncounted(more, keyed=True)
        members.append(Member("", key=more, value=more, presence=more))
    return Expansion("map", members, more, keyed=True)


def _quoted(key: str) -> str:
    """Return `["key"]` as Terraform writes it in addresses."""
    text = json.dumps(show(key), ensure_ascii=False)
    return "[" + text.replace("${", "$${").replace("%{", "%%{") + "]"
