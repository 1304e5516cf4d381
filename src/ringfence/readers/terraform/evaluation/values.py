"""What expressions evaluate to, beyond the plain values of `model.facts`.

`Failure` is an error that Terraform itself would report; `try` and `can` see it. `OpenList` and
`OpenMap` are collections of which not every member is known. `SetOf` is a set, ordered as
Terraform orders it. `Lazy` objects (resources, modules) answer one attribute at a time.

Values are shared freely and never changed once made.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN

Datum: TypeAlias = Any
"""A `Value`, or one of the classes of this module. They nest, so no closer type can be given."""

MAX_ITEMS: Final = 100_000
"""Longest collection that a function may make."""
MAX_TEXT: Final = 8 * 1024 * 1024
"""Longest text that an expression may make, in characters."""
MAX_WEIGHT: Final = 500_000
"""Most values that one local, variable or output may hold, everything inside counted."""


class Failure(Unknown):
    """What Terraform would refuse to evaluate: a missing key, a null where a text must be."""

    __slots__ = ()


class Problem(Exception):
    """Raised by functions and conversions for what becomes a `Failure`; the message is a clause."""


class Withheld(Exception):
    """Raised where the result exists but cannot be told; it becomes an `Unknown`."""


class Encoded(Unknown):
    """A JSON or YAML text that is not known in full, with the structure that it encodes."""

    __slots__ = ("structure",)

    def __init__(self, why: Unknown, structure: Datum) -> None:
        super().__init__(why.reason, why.source, why.hint, why.refs)
        self.structure = structure


class SetOf(list[Datum]):
    """A set: distinct, in Terraform's order."""

    __slots__ = ()


class OpenList(list[Datum]):
    """A list of which not every element is known.

    `maybe` gives, by index, why an element may not be there; `more` why there may be others.
    """

    __slots__ = ("maybe", "more")

    def __init__(
        self,
        items: Iterable[Datum] = (),
        maybe: dict[int, Unknown] | None = None,
        more: Unknown | None = None,
    ) -> None:
        super().__init__(items)
        self.maybe = maybe or {}
        self.more = more

    @property
    def why(self) -> Unknown:
        """Why the list is not known in full."""
        return self.more if self.more is not None else next(iter(self.maybe.values()))


class OpenMap(dict[str, Datum]):
    """A map of which not every entry is known, as `OpenList`.

    `others` gives the entry of a key that is not listed, where `Many` instances are among them.
    """

    __slots__ = ("maybe", "more", "others")

    def __init__(
        self,
        items: dict[str, Datum] | None = None,
        maybe: dict[str, Unknown] | None = None,
        more: Unknown | None = None,
        others: Many | None = None,
    ) -> None:
        super().__init__(items or {})
        self.maybe = maybe or {}
        self.more = more
        self.others = others

    @property
    def why(self) -> Unknown:
        """Why the map is not known in full."""
        return self.more if self.more is not None else next(iter(self.maybe.values()))


class Lazy(ABC):
    """An object whose attributes are evaluated when they are asked for.

    `single` marks a block of the JSON syntax: one object where the native syntax has a list.
    """

    __slots__ = ()
    single = False

    @abstractmethod
    def attribute(self, name: str) -> Datum:
        """Return the value of one attribute."""

    @abstractmethod
    def whole(self) -> Datum:
        """Return the object with everything that is known of it."""


class Many:
    """The instances of a block whose `count` or `for_each` is not known.

    `one` stands for all of which nothing else is known; there may be none. An instance that is
    asked for by its key is one of its own, which `make` makes: what holds for it need not hold
    for the others. `single` says that there is one at most.
    """

    __slots__ = ("_asked", "_make", "keyed", "one", "single", "why")

    def __init__(
        self,
        one: Datum,
        why: Unknown,
        make: Callable[[int | str], Datum],
        *,
        keyed: bool,
        single: bool = False,
    ) -> None:
        self.one = one
        self.why = why
        self.keyed = keyed
        self.single = single
        self._make = make
        self._asked: dict[int | str, Datum] = {}

    def at(self, key: int | str) -> Datum:
        """Return the instance with a key."""
        if self.single and key == 0:
            return self.one
        if key not in self._asked:
            self._asked[key] = self._make(key)
        return self._asked[key]

    def opened(self) -> Datum:
        """Return them as a collection: the one that stands for all, which may not be there."""
        if self.keyed:
            return OpenMap({}, None, self.why)
        return OpenList([self.one], {0: self.why}, self.why)


def first_unknown(values: Iterable[Datum]) -> Unknown | None:
    """Return the first failure among the values, else the first unknown, None if there is none."""
    found: Unknown | None = None
    for value in values:
        if isinstance(value, Failure):
            return value
        if found is None and isinstance(value, Unknown):
            found = value
    return found


def either(*whys: Unknown | None) -> Unknown | None:
    """Return the first that is there. (An unknown has no truth value.)"""
    return next((why for why in whys if why is not None), None)


def deep_unknown(value: Datum) -> Unknown | None:
    """Return an unknown anywhere inside of a value, None if it is known in full."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str) or value is None:
        return None
    if isinstance(value, Many):
        return value.why
    if isinstance(value, OpenList | OpenMap):
        return value.why
    inner: Iterable[Datum] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for each in inner:
        found = deep_unknown(each)
        if found is not None:
            return found
    return None


def has_symbols(value: Datum) -> bool:
    """Tell whether any text inside of a value holds a symbol."""
    if isinstance(value, str):
        return OPEN in value
    if isinstance(value, dict):
        return any(has_symbols(each) for each in value.values())
    if isinstance(value, list):
        return any(has_symbols(each) for each in value)
    return isinstance(value, Lazy | Many)


def part_of(why: Unknown, step: str) -> Unknown:
    """Return the unknown that a part (`.name`, `[0]`) of an unknown is."""
    if isinstance(why, Failure):
        return why
    base, path = (why.base, why.path) if isinstance(why, Part) else (why, "")
    return Part(base, path + step)


class Part(Unknown):
    """A part of something that is not known.

    Its reason differs from that of the whole, so that nobody takes two parts for the same value.
    """

    __slots__ = ("base", "path")

    def __init__(self, base: Unknown, path: str) -> None:
        super().__init__(f"{base.reason} (its `{path}`)", base.source, "", base.refs)
        self.base = base
        self.path = path


def exact(number: float) -> int | float:
    """Return a number as Terraform would hold it: whole numbers exactly, others to 15 digits.

    Terraform computes with 512 bits; 15 digits are what a double holds of that.
    """
    if isinstance(number, int):
        return number
    if not math.isfinite(number):
        raise Problem("a number is out of range")
    rounded = float(f"{number:.15g}")
    return int(rounded) if rounded.is_integer() else rounded


def show_number(number: float) -> str:
    """Return a number as Terraform writes it: no exponent."""
    if isinstance(number, int):
        return str(number)
    return format(Decimal(f"{number:.15g}"), "f")


def text_of(value: Datum) -> str:
    """Return a primitive value as text. Raises Problem for null and collections."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return show_number(value)
    raise Problem("null is no text" if value is None else "a text is needed here")


def number_of(value: Datum) -> int | float:
    """Return a value as a number. Raises Problem, or Withheld for a symbol."""
    if isinstance(value, bool) or value is None:
        raise Problem("a number is needed here")
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        if OPEN in value:
            raise Withheld("a number that is only known once the resource exists")
        return parse_number(value)
    raise Problem("a number is needed here")


def parse_number(text: str) -> int | float:
    """Return the number that a text spells. Raises Problem."""
    stripped = text.strip()
    if stripped != text or not text or len(text) > 300 or text[0] == "+" or "_" in text:
        raise Problem("a text that is no number stands for one")
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return exact(float(text))
    except (ValueError, OverflowError) as error:
        raise Problem("a text that is no number stands for one") from error


def bool_of(value: Datum) -> bool:
    """Return a value as a bool. Raises Problem, or Withheld for a symbol."""
    if isinstance(value, bool):
        return value
    if value in ("true", "1"):
        return True
    if value in ("false", "0"):
        return False
    if isinstance(value, str) and OPEN in value:
        raise Withheld("a condition that is only known once the resource exists")
    raise Problem("true or false is needed here")


def entries(value: Datum) -> Iterator[tuple[Datum, Datum, Unknown | None]]:
    """Yield `(key, value, doubt)` of a collection, in Terraform's order of iteration.

    Only what is listed: whether there may be more is `more_of`. Raises Problem for a value that
    cannot be iterated.
    """
    if isinstance(value, Many):
        value = value.opened()
    if isinstance(value, dict):
        doubts = value.maybe if isinstance(value, OpenMap) else {}
        for key in sorted(value):
            yield key, value[key], doubts.get(key)
    elif isinstance(value, SetOf):
        for each in value:
            yield each, each, None
    elif isinstance(value, list):
        places = value.maybe if isinstance(value, OpenList) else {}
        for index, each in enumerate(value):
            yield index, each, places.get(index)
    else:
        raise Problem("a list, set or map is needed here")


def more_of(value: Datum) -> Unknown | None:
    """Return why a collection may hold more than is listed, None if it does not."""
    if isinstance(value, Many):
        return value.why
    return value.more if isinstance(value, OpenList | OpenMap) else None


def is_open(value: Datum) -> Unknown | None:
    """Return why the number of elements of a collection is not known, None if it is."""
    if isinstance(value, Many):
        return value.why
    return value.why if isinstance(value, OpenList | OpenMap) else None


def too_heavy(value: Datum) -> bool:
    """Tell whether a value holds more than MAX_WEIGHT values; shared parts count every time.

    Values that refer to each other double quickly ("billion laughs"): who walks through them
    later must not pay for it.
    """
    if not isinstance(value, list | dict):
        return False
    count = 0
    stack = [value]
    while stack:
        each = stack.pop()
        inner = each.values() if isinstance(each, dict) else each
        count += len(each)
        if count > MAX_WEIGHT:
            return True
        stack.extend(one for one in inner if isinstance(one, list | dict) and one)
    return False
