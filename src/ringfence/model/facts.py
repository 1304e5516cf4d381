"""Values that were read, and values that could not be.

A configuration value is a plain Python tree (`None`, `bool`, numbers, `str`, `list`, `dict`)
whose leaves may be `Unknown`. Three things are kept apart everywhere:

- *absent*: the key is not there (`ABSENT`); what that means is the vendor's documentation's to say,
- *null*: the key is there and holds `None`,
- *unknown*: the key is there, but its value could not be resolved, with the reason why.

`Fact` and `Gap` are what a question gets when it reads one: a value with the place it was read,
or a reason with the place where it stopped. There is no third thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias, Union


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read.

    `file` is relative to the scanned tree with `/` separators; `line` is 1-based, 0 if the
    format has no lines. `request` names an API request instead; `page` is the vendor page that
    documents a default; `note` says in a few words how the value came about, if not literally.
    """

    file: str = ""
    line: int = 0
    request: str = ""
    page: str = ""
    note: str = ""

    def __str__(self) -> str:
        if self.file:
            return f"{self.file}:{self.line}" if self.line else self.file
        return self.request or self.page


NOWHERE: Final = Source()


class Unknown:
    """A value that exists but could not be resolved.

    `reason` is one clause without a full stop ("variable `x` has no value"). `hint` is what is
    known of a text (the known part of an interpolated string), good enough to guess a name by,
    never to decide by. `refs` are addresses of resources that the value was built from.
    """

    __slots__ = ("hint", "reason", "refs", "source")

    def __init__(
        self, reason: str, source: Source = NOWHERE, hint: str = "", refs: tuple[str, ...] = ()
    ) -> None:
        self.reason = reason
        self.source = source
        self.hint = hint
        self.refs = refs

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r}, {str(self.source)!r})"

    def __bool__(self) -> bool:
        raise TypeError(f"an unknown value was used as a truth value: {self.reason}")


class _Absent:
    """The type of `ABSENT`, so that type checkers can tell it from values."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        return False


ABSENT: Final = _Absent()
Absent: TypeAlias = _Absent

Value: TypeAlias = Union[None, bool, int, float, str, "list[Value]", "dict[str, Value]", Unknown]

MAYBE: Final = "\ue002maybe"
"""Key of a list element (a dict) that may or may not be there; its value is the `Unknown` why."""


def members(value: Value | Absent) -> Iterator[tuple[Value, Unknown | None]]:
    """Yield the elements of a list as `(element, doubt)`.

    `doubt` is None for an element that is surely there. An `Unknown` in place of the list, or as
    an element, is yielded as `(Unknown, Unknown)`: there may be more elements than are listed.
    A single value stands for a list of one. Null and absent yield nothing.
    """
    if value is None or isinstance(value, _Absent):
        return
    if isinstance(value, Unknown):
        yield value, value
        return
    if not isinstance(value, list):
        yield value, None
        return
    for element in value:
        if isinstance(element, Unknown):
            yield element, element
        elif isinstance(element, dict) and isinstance(doubt := element.get(MAYBE), Unknown):
            yield element, doubt
        else:
            yield element, None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that is known. `pointer` is the property path it was read at."""

    value: Value
    pointer: str
    source: Source


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a value is not known."""

    reason: str
    pointer: str
    source: Source
