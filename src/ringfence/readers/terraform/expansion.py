"""`count` and `for_each`: which instances a block has."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, show
from ringfence.readers.terraform.evaluation.frame import NOT_HERE, Choice, Frame
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
    part_of,
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
    """All instances of a block, and what a reference to the block leads to.

    With `why`, the last member stands for all that are not listed.
    """

    shape: Literal["one", "list", "map", "many"]
    members: list[Member] = field(default_factory=list)
    why: Unknown | None = None
    keyed: bool = False
    single: bool = False
    source: Datum = None

    def member(self, key: int | str) -> Member:
        """Return the instance with a key that is not listed, which may be there or not."""
        assert self.why is not None
        if isinstance(key, int):
            return Member(f"[{key}]", index=key, presence=self.why)
        value: Datum = part_of(self.why, f'["{key}"]')
        if isinstance(self.source, Many):
            value = self.source.at(key)
        return Member(_quoted(key), key, value, presence=self.why)

    def gather(self, made: Sequence[Datum], make: Callable[[int | str], Datum]) -> Datum:
        """Return the value of the block from the values of its instances.

        `make` makes the value of an instance that is asked for by a key that is not listed.
        """
        if self.shape == "one":
            return made[0]
        if self.shape == "list":
            return list(made)
        many = None
        if self.why is not None:
            many = Many(made[-1], self.why, make, keyed=self.keyed, single=self.single)
            if self.shape == "many":
                return many
        known: dict[str, Datum] = {}
        maybe: dict[str, Unknown] = {}
        for member, each in zip(self.members, made, strict=True):
            if isinstance(member.key, str):
                known[member.key] = each
                if member.presence is not None:
                    maybe[member.key] = member.presence
        if maybe or self.why is not None:
            return OpenMap(known, maybe, self.why, many)
        return known


ONE: Final = Expansion("one", [Member()])


def by_count(value: Datum) -> Expansion:
    """Return the instances of a block with `count`. Raises Problem or TooMany."""
    if isinstance(value, Failure):
        raise Problem(value.reason)
    if isinstance(value, Unknown):
        single = isinstance(value, Choice) and all(arm in (0, 1) for arm in value.arms)
        return uncounted(value, keyed=False, single=single)
    try:
        count = number_of(value)
    except Withheld as withheld:
        return uncounted(Unknown(f"`count`: {withheld}"), keyed=False)
    if isinstance(count, float) or count < 0:
        raise Problem("is no whole number from 0")
    if count > MAX_INSTANCES:
        raise TooMany(f"its `count` is {count}: {_AT_MOST}")
    return Expansion("list", [Member(f"[{at}]", index=at) for at in range(count)])


def uncounted(
    why: Unknown, *, keyed: bool, single: bool = False, source: Datum = None
) -> Expansion:
    """Return the instances of a block of which nobody knows how many there are.

    `single` says one at most. `source` are instances of another block, one of ours for each.
    """
    if keyed:
        value = source.one if isinstance(source, Many) else why
        member = Member("", key=why, value=value, presence=why)
    else:
        member = Member("", index=0 if single else why, presence=why)
    return Expansion("many", [member], why, keyed, single, source)


def by_for_each(value: Datum) -> Expansion:
    """Return the instances of a block with `for_each`. Raises Problem or TooMany."""
    if isinstance(value, Failure):
        raise Problem(value.reason)
    if isinstance(value, Many):
        return uncounted(value.why, keyed=True, source=value)
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
