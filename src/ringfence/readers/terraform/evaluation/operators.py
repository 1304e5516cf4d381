"""Operators and access, on values that may be unknown or symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import CLOSE, OPEN, is_symbol, same
from ringfence.readers.terraform.evaluation.frame import Choice, Derived, Frame
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Failure,
    Lazy,
    Many,
    OpenList,
    OpenMap,
    Problem,
    SetOf,
    Withheld,
    bool_of,
    either,
    exact,
    first_unknown,
    is_open,
    number_of,
    part_of,
    text_of,
)


def attribute(value: Datum, name: str, frame: Frame) -> Datum:
    """Return `value.name`."""
    if isinstance(value, Lazy):
        return value.attribute(name)
    if isinstance(value, dict):
        found = value.get(name, frame)
        if found is not frame:
            return found
        if isinstance(value, OpenMap) and value.more is not None:
            return part_of(value.more, f".{name}")
        return frame.fail(f"there is no `{name}` here")
    if isinstance(value, Unknown):
        return part_of(value, f".{name}")
    if isinstance(value, str) and is_symbol(value):
        return _inside(value, f".{name}")
    if isinstance(value, Many):
        return frame.fail(f"`.{name}` is asked of a list of resources")
    if isinstance(value, list) and name.isdigit():
        return index(value, int(name), frame)
    return frame.fail(f"`.{name}` is asked of {_kind(value)}")


def _inside(text: str, step: str) -> str:
    """Return the symbol of a part of what a symbol stands for."""
    return f"{text[:-1]}{step}{CLOSE}"


def _kind(value: Datum) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "a list"
    return {str: "a text", bool: "true or false"}.get(type(value), "a number")


def index(value: Datum, key: Datum, frame: Frame) -> Datum:
    """Return `value[key]`."""
    if isinstance(value, Unknown):
        return part_of(value, f"[{key if isinstance(key, int | str) else '?'}]")
    if isinstance(value, Many):
        return _member(value, key, frame)
    if isinstance(key, Unknown):
        return _any_of(value, key)
    if isinstance(value, Lazy):
        return attribute(value, key, frame) if isinstance(key, str) else _whole(value, frame)
    try:
        if isinstance(value, dict):
            return _entry(value, text_of(key), frame)
        if isinstance(value, list):
            return _item(value, key, frame)
    except Problem as problem:
        return frame.fail(str(problem))
    if isinstance(value, str) and is_symbol(value):
        return _inside(value, f"[{key}]")
    return frame.fail(f"an element is asked of {_kind(value)}")


def _member(value: Many, key: Datum, frame: Frame) -> Datum:
    """Return an instance of a block of which nobody knows how many there are."""
    frame.doubt = value.why
    if key is value.why:
        return value.one  # the key that stands for all of them
    if isinstance(key, Unknown):
        return part_of(key, "[?]")
    if value.keyed:
        return value.at(text_of(key)) if isinstance(key, str | int | float) else value.why
    if isinstance(key, str) and key.isdecimal():
        key = int(key)
    if type(key) is not int or key < 0 or (value.single and key > 0):
        return frame.fail("there is no such element")
    return value.at(key)


def _any_of(value: Datum, key: Unknown) -> Datum:
    """Return what an unknown key leads to: known only if every element is the same."""
    if isinstance(value, list | dict) and value and is_open(value) is None:
        each = list(value.values()) if isinstance(value, dict) else value
        if isinstance(each[0], str) and all(one == each[0] for one in each):
            return each[0]
    return part_of(key, "[?]")


def _whole(value: Lazy, frame: Frame) -> Datum:
    """A block of the JSON syntax may be one object where the native one has a list."""
    return value if value.single else frame.fail("this resource has no `count` or `for_each`")


def _entry(value: dict[str, Datum], key: str, frame: Frame) -> Datum:
    if key in value:
        doubt = value.maybe.get(key) if isinstance(value, OpenMap) else None
        if doubt is not None:
            frame.doubt = doubt
        return value[key]
    if isinstance(value, OpenMap) and value.more is not None:
        if value.others is not None:
            return _member(value.others, key, frame)
        return part_of(value.more, f"[{key}]")
    if OPEN in key:
        return frame.unknown("a key that is not known before deployment")
    return frame.fail(f'there is no `["{key}"]` here' if len(key) < 60 else "there is no such key")


def _item(value: list[Datum], key: Datum, frame: Frame) -> Datum:
    if isinstance(value, SetOf):
        return frame.fail("a set has no elements by number")
    try:
        at = number_of(key)
    except Withheld as withheld:
        return frame.unknown(str(withheld))
    if isinstance(at, float) or at < 0:
        return frame.fail("a place in a list is a whole number from 0")
    if isinstance(value, OpenList):
        sure = next((place for place in range(len(value)) if place in value.maybe), len(value))
        if at >= sure:
            return part_of(value.why, f"[{at}]")
    if at >= len(value):
        return frame.fail(f"`[{at}]` is asked of a list of {len(value)}")
    return value[at]


def splat(value: Datum, each: Callable[[Frame], Datum], frame: Frame) -> Datum:
    """Return `value[*]...`: `each` of every element, of one value a list of one, of null none."""
    if value is None:
        return []
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Many):
        value = [value.one] if value.keyed else value.opened()
    if isinstance(value, str) and is_symbol(value):
        return frame.unknown("a list that is only known once its resource exists")
    items = value if isinstance(value, list) else [value]
    before = frame.element
    made = []
    for item in items:
        frame.element = item
        made.append(each(frame))
    frame.element = before
    if isinstance(value, OpenList):
        return OpenList(made, value.maybe, value.more)
    return made


def equal(left: Datum, right: Datum) -> bool | Unknown:
    """Return `left == right`: an unknown where either side hides the answer."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        found = first_unknown((left, right))
        assert found is not None
        return found
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return _equal_texts(left, right)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right
    if isinstance(left, Lazy | Many) or isinstance(right, Lazy | Many):
        return True if left is right else Unknown("whole resources are compared")
    if isinstance(left, dict) and isinstance(right, dict):
        return _equal_maps(left, right)
    if isinstance(left, list) and isinstance(right, list):
        return _equal_lists(left, right)
    return False


def _equal_texts(left: str, right: str) -> bool | Unknown:
    if left == right:
        return True
    if OPEN not in left and OPEN not in right:
        return False
    if (OPEN in left) is (OPEN in right) or same(left, right) is not False:
        return Unknown("a text that is not known before deployment is compared")
    return False


def _equal_maps(left: dict[str, Datum], right: dict[str, Datum]) -> bool | Unknown:
    doubt = either(is_open(left), is_open(right))
    if doubt is None and left.keys() != right.keys():
        return False
    for key in left.keys() & right.keys():
        found = equal(left[key], right[key])
        if found is False:
            return False
        if isinstance(found, Unknown):
            doubt = found
    return True if doubt is None else doubt


def _equal_lists(left: list[Datum], right: list[Datum]) -> bool | Unknown:
    doubt = either(is_open(left), is_open(right))
    if doubt is not None:
        return doubt
    if len(left) != len(right) or isinstance(left, SetOf) is not isinstance(right, SetOf):
        return False
    for one, other in zip(left, right, strict=True):
        found = equal(one, other)
        if found is False:
            return False
        if isinstance(found, Unknown):
            doubt = found
    return True if doubt is None else doubt


def _not_equal(left: Datum, right: Datum, _frame: Frame) -> Datum:
    found = equal(left, right)
    return found if isinstance(found, Unknown) else not found


def _arithmetic(
    compute: Callable[[float, float], float],
) -> Callable[[Datum, Datum, Frame], Datum]:
    def apply(left: Datum, right: Datum, frame: Frame) -> Datum:
        try:
            if type(left) is int and type(right) is int:  # the usual case; no bool
                return exact(compute(left, right))
            found = first_unknown((left, right))
            if found is not None:
                return found
            return exact(compute(number_of(left), number_of(right)))
        except Problem as problem:
            return frame.fail(str(problem))
        except Withheld as withheld:
            return frame.unknown(str(withheld))
        except (ZeroDivisionError, OverflowError):
            return frame.fail("a division by zero, or a number out of range")

    return apply


def _divide(left: float, right: float) -> float:
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return left / right


def _modulo(left: float, right: float) -> float:
    """As Terraform: the remainder has the sign of the dividend; without divisor it is all."""
    return left - right * int(_divide(left, right)) if right else left


def _multiply(left: float, right: float) -> float:
    if abs(left) > 1e150 or abs(right) > 1e150:
        raise OverflowError
    return left * right


def _compare(
    decide: Callable[[float, float], bool],
) -> Callable[[Datum, Datum, Frame], Datum]:
    def apply(left: Datum, right: Datum, frame: Frame) -> Datum:
        found = first_unknown((left, right))
        if found is not None:
            return found
        try:
            return decide(number_of(left), number_of(right))
        except Problem as problem:
            return frame.fail(str(problem))
        except Withheld as withheld:
            return frame.unknown(str(withheld))

    return apply


BINARY: Final[dict[str, Callable[[Datum, Datum, Frame], Datum]]] = {
    "==": lambda left, right, _: equal(left, right),
    "!=": _not_equal,
    "+": _arithmetic(lambda left, right: left + right),
    "-": _arithmetic(lambda left, right: left - right),
    "*": _arithmetic(_multiply),
    "/": _arithmetic(_divide),
    "%": _arithmetic(_modulo),
    "<": _compare(lambda left, right: left < right),
    ">": _compare(lambda left, right: left > right),
    "<=": _compare(lambda left, right: left <= right),
    ">=": _compare(lambda left, right: left >= right),
}


def truth(value: Datum, frame: Frame) -> bool | Unknown:
    """Return a value as a condition."""
    if isinstance(value, bool | Unknown):
        return value
    try:
        return bool_of(value)
    except Problem as problem:
        return frame.fail(str(problem))
    except Withheld as withheld:
        return frame.unknown(str(withheld))


def negate(value: Datum, frame: Frame) -> Datum:
    """Return `!value`."""
    found = truth(value, frame)
    return found if isinstance(found, Unknown) else not found


def minus(value: Datum, frame: Frame) -> Datum:
    """Return `-value`."""
    if isinstance(value, Unknown):
        return value
    try:
        return -number_of(value)
    except Problem as problem:
        return frame.fail(str(problem))
    except Withheld as withheld:
        return frame.unknown(str(withheld))


def merge_arms(
    why: Unknown, then: Datum, otherwise: Datum, refs: tuple[str, ...], frame: Frame
) -> Datum:
    """Return what a condition that is not known decides between: known if both say the same."""
    if isinstance(then, Failure):
        then = Unknown(then.reason, then.source, then.hint, then.refs)
    if not isinstance(then, Unknown) and not isinstance(otherwise, Unknown):
        found = equal(then, otherwise)
        if found is True and type(then) is type(otherwise):
            return then
    reasons: dict[str, None] = {}
    every = [*why.refs, *refs]
    for each in (why, then, otherwise):
        if isinstance(each, Unknown):
            base = each.base if isinstance(each, Derived) else each.reason
            reasons |= dict.fromkeys(base.split("; "))
            every += each.refs
    hint = next((arm for arm in (then, otherwise) if isinstance(arm, str) and arm), "")
    what = f"it decides between two values at {frame.file}:{frame.line}"
    made = Choice("; ".join(list(reasons)[:4]), what, why.source, hint, tuple(dict.fromkeys(every)))
    made.arms = (*_arms(then), *_arms(otherwise))
    return made


def _arms(arm: Datum) -> tuple[Datum, ...]:
    """Return the values that one side of a condition may have, itself if it is unknown."""
    return arm.arms if isinstance(arm, Choice) else (arm,)
