"""What expressions are evaluated to: plain values, unknown ones, and things known only by reference.

An operand is a value as the model knows it (`model.facts.Value`), whose leaves may also be `Lazy`:
the runtime state of a resource, looked into as far as an expression asks. A text may hold symbols.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, TypeAlias

from ringfence.model.facts import MAYBE, NOWHERE, Source, Unknown
from ringfence.model.symbols import OPEN, has_placeholder, placeholder, same, show, symbol

Operand: TypeAlias = Any
"""`Value` with `Lazy` leaves. Expressions are typed when they run, as in the vendor's engine."""

MAX_TEXT: Final = 4 << 20
MAX_ITEMS: Final = 200_000
MAX_NODES: Final = 1_000_000
"""Bounds for one value; the vendor allows far less (a template may hold 4 MB)."""


class Failure(Exception):
    """An expression that cannot be evaluated; the message is one clause that says why."""


class Unsettled(Unknown):
    """An unknown value that was computed from known parts.

    `stand_in` is the text that stands for it where an id or a name is made: equal computations
    give equal stand-ins, so that a reference still meets its resource.
    """

    __slots__ = ("stand_in",)

    def __init__(
        self,
        reason: str,
        source: Source = NOWHERE,
        hint: str = "",
        refs: tuple[str, ...] = (),
        stand_in: str = "",
    ) -> None:
        super().__init__(reason, source, hint, refs)
        self.stand_in = stand_in or placeholder(reason)


class More(Unsettled):
    """As an element of a list: any number of elements of which nothing is known."""

    __slots__ = ()


class Segment(Unsettled):
    """A part of a text that was cut at its delimiters, parts of which nobody knows.

    `stand_in` is the part as it is where what is not known holds no delimiter, as names do: an id
    that is made of it still meets its resource. It equals nothing for sure.
    """

    __slots__ = ()


class Segments(Unsettled):
    """What cutting such a text makes: `parts` as they are where the unknown holds no delimiter."""

    __slots__ = ("parts",)

    def __init__(self, why: Unknown, stand: str, parts: list[str]) -> None:
        super().__init__(why.reason, why.source, why.hint, why.refs, stand)
        self.parts = parts

    def part(self, index: int) -> Operand:
        """Return one part, counted from the front, or from the end if negative."""
        if not -len(self.parts) <= index < len(self.parts):
            stand = symbol(f"{show(self.stand_in)}[{index}]")
            return Unsettled(self.reason, self.source, stand_in=stand)
        stand = self.parts[index]
        if OPEN not in stand and index in (0, -1):
            return stand  # nothing before or behind it is unknown
        return Segment(self.reason, self.source, "", self.refs, stand)


def more(why: Unknown) -> More:
    """Return the element that stands for any number of unknown elements."""
    return More(why.reason, why.source, why.hint, why.refs, stand_in(why))


class Malformed(Failure):
    """A text that is no expression at all."""


class Lazy:
    """Something outside the template that an expression may look into (`reference`, `listKeys`)."""

    __slots__ = ()

    def get(self, key: str | int) -> Operand:
        """Return what `key` leads to."""
        raise NotImplementedError

    def settle(self) -> Operand:
        """Return it as a plain value, where the expression looks no further."""
        raise NotImplementedError


# Texts


def stand_in(value: Unknown) -> str:
    """Return the text that stands for an unknown value in ids and names."""
    return value.stand_in if isinstance(value, Unsettled) else placeholder(value.reason)


def word(value: Operand) -> str:
    """Return a scalar as the text that joining gives it; stand-ins for what is unknown."""
    if isinstance(value, str):
        return value
    if isinstance(value, Unknown):
        return stand_in(value)
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    if value is None:
        return ""
    if isinstance(value, Lazy):
        return word(value.settle())
    return json_text(value)


def json_text(value: Operand) -> str:
    """Return JSON without white space, stand-ins for unknown leaves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=word)


def quote(value: Operand) -> str:
    """Return the canonical text of an argument, for the names of derived symbols."""
    if isinstance(value, str):
        return show(value).replace(_HERE, _HERE_SHORT) if OPEN in value else f"'{value}'"
    if isinstance(value, Unknown):
        return show(stand_in(value))
    if isinstance(value, Lazy):
        return quote(value.settle())
    # Shown: a long text is cut, and a symbol cut in two would be no symbol any more.
    return show(json_text(value)) if isinstance(value, list | dict) else word(value)


_DIGESTS: Final = frozenset({"uniqueString", "guid"})
_HERE: Final = "/subscriptions/<subscription>/resourceGroups/<resourceGroup>"
_HERE_SHORT: Final = "resourceGroup().id"


def derived(name: str, arguments: list[Operand], root: str) -> str:
    """Return the symbol of a computation: equal functions of equal arguments are equal."""
    if all(isinstance(argument, str) for argument in arguments):
        return _derived_of_texts(name, tuple(arguments), root)
    return _derived(name, arguments, root)


@lru_cache(maxsize=4096)
def _derived_of_texts(name: str, arguments: tuple[str, ...], root: str) -> str:
    return _derived(name, list(arguments), root)


def _derived(name: str, arguments: list[Operand], root: str) -> str:
    inside = shortened(", ".join(quote(argument) for argument in arguments))
    shown = f"{name}({inside})"
    if not any(map(is_loose, arguments)):
        return symbol(shown)
    # Digests of different things differ; whatever else is made of a text may equal any other.
    made = symbol if name in _DIGESTS and not any(map(_is_open, arguments)) else placeholder
    return made(shown, root)


def _is_open(value: Operand) -> bool:
    """Tell whether an argument may equal another one that is written differently."""
    return not isinstance(value, str) or has_placeholder(value)


def shortened(text: str) -> str:
    """Return a long text by its beginning and a digest: two texts never get the same name."""
    if len(text) <= 240:
        return text
    return f"{text[:160]}… {sha256(text.encode(errors='replace')).hexdigest()[:12]}"


def is_loose(value: Operand) -> bool:
    """Tell whether a value is anything but a literal."""
    if isinstance(value, str):
        return OPEN in value
    if isinstance(value, list):
        return any(map(is_loose, value))
    if isinstance(value, dict):
        return any(map(is_loose, value.values()))
    return isinstance(value, Unknown | Lazy)


def blurred(why: Unknown, name: str, arguments: list[Operand], root: str) -> Unsettled:
    """Return the result of a function one of whose arguments is unknown."""
    text = derived(name, arguments, root)
    return Unsettled(why.reason, why.source, why.hint, why.refs, text)


def depends(text: str, name: str, arguments: list[Operand], root: str) -> Unsettled:
    """Return the unknown answer of a question about a text that holds a symbol."""
    return Unsettled(f"depends on `{show(text)}`", stand_in=derived(name, arguments, root))


def unknown_in(value: Operand) -> Unknown | None:
    """Return the first unknown in a value, however deep."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Lazy):
        return unknown_in(value.settle())
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            if (found := unknown_in(inner)) is not None:
                return found
    return None


def first_unknown(*values: Operand) -> Unknown | None:
    """Return the first of the values that is unknown."""
    for value in values:
        if isinstance(value, Unknown):
            return value
    return None


def doubt_of(element: Operand) -> Unknown | None:
    """Return why it is not known whether an element of a list is there, None if it surely is."""
    if isinstance(element, More):
        return element
    if isinstance(element, dict) and isinstance(why := element.get(MAYBE), Unknown):
        return why
    return None


def open_ended(listed: list[Operand]) -> Unknown | None:
    """Return why the number or order of a list's elements is not known, None if it is."""
    for element in listed:
        if (why := doubt_of(element)) is not None:
            return why
    return None


# Comparison


def equal(left: Operand, right: Operand) -> bool | None:
    """Tell whether two values are equal (case counts, as in the vendor's `equals`); None: unknown."""
    if isinstance(left, Lazy):
        left = left.settle()
    if isinstance(right, Lazy):
        right = right.settle()
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return True if _one_unknown(left, right) else None
    if isinstance(left, str) and isinstance(right, str):
        return _equal_texts(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return _equal_objects(left, right)
    if isinstance(left, list) and isinstance(right, list):
        return _equal_lists(left, right)
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        return left is right
    return type(left) in _NUMBERS and type(right) in _NUMBERS and bool(left == right)


_NUMBERS: Final = (int, float)


def _one_unknown(left: Operand, right: Operand) -> bool:
    return (
        isinstance(left, Unsettled)
        and isinstance(right, Unsettled)
        and not isinstance(left, Segment)
        and not isinstance(right, Segment)
        and left.stand_in == right.stand_in
    )


def _equal_texts(left: str, right: str) -> bool | None:
    if left == right:
        return True
    if OPEN not in left and OPEN not in right:
        return False
    if OPEN in left and OPEN in right:
        return None
    return None if same(left, right) is not False else False


def _equal_lists(left: list[Operand], right: list[Operand]) -> bool | None:
    if open_ended(left) is not None or open_ended(right) is not None:
        return None
    if len(left) != len(right):
        return False
    return _all(equal(a, b) for a, b in zip(left, right, strict=True))


def _equal_objects(left: dict[str, Operand], right: dict[str, Operand]) -> bool | None:
    ours = {key.lower(): value for key, value in left.items()}
    theirs = {key.lower(): value for key, value in right.items()}
    if ours.keys() != theirs.keys():
        return False
    return _all(equal(value, theirs[key]) for key, value in ours.items())


def _all(answers: Any) -> bool | None:
    result: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


# Either this or that


def either(why: Unknown, left: Operand, right: Operand, root: str) -> Operand:
    """Return what is known of a value that is one of two, `why` saying why it is not known which.

    Objects agree leaf by leaf; elements that only one list has may or may not be there.
    """
    if isinstance(left, Lazy):
        left = left.settle()
    if isinstance(right, Lazy):
        right = right.settle()
    if equal(left, right) is True and not isinstance(left, Unknown):
        return left
    if isinstance(left, dict) and isinstance(right, dict):
        return _either_object(why, left, right, root)
    if isinstance(left, list) and isinstance(right, list):
        return _either_list(why, left, right)
    stand = derived("either", [why, left, right], root)
    hint = next((each for each in (left, right) if isinstance(each, str) and each), "")
    reason = why.reason
    for each in (left, right):
        if isinstance(each, Unknown) and each.reason not in reason:
            reason = f"{reason}, and {each.reason}"
    return Unsettled(reason, why.source, show(hint), why.refs, stand)


def _either_object(
    why: Unknown, left: dict[str, Operand], right: dict[str, Operand], root: str
) -> Operand:
    made: dict[str, Operand] = {}
    for key in {**left, **right}:
        if key in left and key in right:
            made[key] = either(why, left[key], right[key], root)
        else:
            made[key] = Unsettled(why.reason, why.source, why.hint, why.refs, stand_in(why))
    return made


def _either_list(why: Unknown, left: list[Operand], right: list[Operand]) -> Operand:
    shared = 0
    while shared < min(len(left), len(right)) and equal(left[shared], right[shared]) is True:
        shared += 1
    rest = [perhaps(why, element) for element in (*left[shared:], *right[shared:])]
    return [*left[:shared], *rest]


def perhaps(why: Unknown, element: Operand) -> Operand:
    """Return an element of a list as one that may or may not be there."""
    if isinstance(element, dict):
        return {MAYBE: why, **element}
    return element if isinstance(element, More) else more(why)


# Access


def get(base: Operand, key: Operand, root: str) -> Operand:
    """Return `base[key]`; raises Failure where there is no such property or element."""
    if isinstance(base, dict) and isinstance(key, str):
        return _property(base, key, root)
    if isinstance(base, Lazy):
        key = key.settle() if isinstance(key, Lazy) else key
        if isinstance(key, Unknown):
            return blurred(key, "reference", [base, key], root)
        if isinstance(key, str | int):
            return base.get(key)
        raise Failure(f"{kind_of(key)} is no name of a property")
    if isinstance(base, Segments) and isinstance(key, int) and not isinstance(key, bool):
        return base.part(key)
    if isinstance(base, Unknown):
        stem = show(stand_in(base))
        text = placeholder(f"{stem}[{quote(key)}]", root)
        return Unsettled(base.reason, base.source, base.hint, base.refs, text)
    if isinstance(key, Unknown):
        return _any_of(base, key, root)
    if isinstance(key, Lazy):
        return get(base, key.settle(), root)
    if isinstance(base, list) and isinstance(key, int) and not isinstance(key, bool):
        return _element(base, key, root)
    if isinstance(base, str) and OPEN in base:
        return placeholder(f"{show(base)}[{quote(key)}]", root)
    if base is None:
        raise Failure(f"null has no `{key}`")
    raise Failure(f"`{word(key)}` cannot be looked up in {kind_of(base)}")


def _property(base: dict[str, Operand], key: str, root: str) -> Operand:
    if key in base:
        return base[key]
    wanted = key.lower()
    for name, value in base.items():
        if name.lower() == wanted:
            return value
    if OPEN in key:
        return _any_of(base, Unsettled(f"depends on `{show(key)}`", stand_in=key), root)
    raise Failure(f"there is no property `{key[:80]}`")


def _element(base: list[Operand], index: int, root: str) -> Operand:
    why = open_ended(base[: index + 1])
    if why is not None or (index >= len(base) and (why := open_ended(base)) is not None):
        return blurred(why, f"[{index}]", base, root)
    if not 0 <= index < len(base):
        raise Failure(f"there is no element {index} among {len(base)}")
    return base[index]


def _any_of(base: Operand, key: Unknown, root: str) -> Operand:
    """Return what is known of an element that is not known which: what all of them agree on."""
    inside = list(base.values()) if isinstance(base, dict) else base
    if isinstance(inside, list) and inside and open_ended(inside) is None:
        first = inside[0]
        if all(equal(first, other) is True for other in inside[1:]):
            return first
    return blurred(key, "element", [base, key], root)


def kind_of(value: Operand) -> str:
    """Return what a value is, in a word, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "an array" if isinstance(value, list) else "an object"
