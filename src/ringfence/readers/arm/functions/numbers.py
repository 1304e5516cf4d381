"""Arithmetic and ordering. Numbers are 64-bit integers, as in the vendor's engine."""

from __future__ import annotations

import math
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.arm.guards import settled, text, whole
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import Failure, Operand, blurred, depends, kind_of, unknown_in

_LIMIT: Final = 2**63


def _integer(value: int) -> int:
    if -_LIMIT <= value < _LIMIT:
        return value
    raise Failure("the number does not fit into 64 bits")


@function("add", 2)
def add(left: Operand, right: Operand) -> int:
    """Add."""
    return _integer(whole(left, "add") + whole(right, "add"))


@function("sub", 2)
def sub(left: Operand, right: Operand) -> int:
    """Subtract."""
    return _integer(whole(left, "sub") - whole(right, "sub"))


@function("mul", 2)
def mul(left: Operand, right: Operand) -> int:
    """Multiply."""
    return _integer(whole(left, "mul") * whole(right, "mul"))


@function("div", 2)
def div(left: Operand, right: Operand) -> int:
    """Divide; the fraction is dropped."""
    dividend, divisor = whole(left, "div"), whole(right, "div")
    if divisor == 0:
        raise Failure("`div` divides by zero")
    quotient = abs(dividend) // abs(divisor)
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


@function("mod", 2)
def mod(left: Operand, right: Operand) -> int:
    """Return the remainder; its sign is the dividend's."""
    dividend, divisor = whole(left, "mod"), whole(right, "mod")
    if divisor == 0:
        raise Failure("`mod` divides by zero")
    rest = abs(dividend) % abs(divisor)
    return -rest if dividend < 0 else rest


@function("int")
def int_(value: Operand) -> int:
    """Return a text or a number as an integer."""
    if isinstance(value, float) and math.isfinite(value):
        return _integer(int(value))
    return _integer(whole(value, "int"))


@function("float")
def float_(value: Operand) -> float:
    """Return a text or a number as a float."""
    if isinstance(value, str) and len(value) < 400:
        try:
            return float(value)
        except ValueError as error:
            raise Failure("`float` is given a text that is no number") from error
    return float(whole(value, "float")) if not isinstance(value, float) else value


@function("min", 1, MANY, style=Style.OPEN)
def min_(arguments: list[Operand], root: str) -> Operand:
    """Return the smallest of the arguments or of an array."""
    return _extreme(arguments, "min", root)


@function("max", 1, MANY, style=Style.OPEN)
def max_(arguments: list[Operand], root: str) -> Operand:
    """Return the largest of the arguments or of an array."""
    return _extreme(arguments, "max", root)


def _extreme(arguments: list[Operand], name: str, root: str) -> Operand:
    arguments = settled(arguments)
    if (why := unknown_in(arguments)) is not None:
        return blurred(why, name, arguments, root)
    if len(arguments) == 1 and isinstance(arguments[0], list):
        arguments = arguments[0]
    values = [whole(each, name) for each in arguments]
    if not values:
        raise Failure(f"`{name}` of nothing")
    return min(values) if name == "min" else max(values)


@function("less", 2, style=Style.OPEN)
def less(arguments: list[Operand], root: str) -> Operand:
    """Tell whether the first is smaller."""
    return _ordered(arguments, "less", root)


@function("lessOrEquals", 2, style=Style.OPEN)
def less_or_equals(arguments: list[Operand], root: str) -> Operand:
    """Tell whether the first is smaller or equal."""
    return _ordered(arguments, "lessOrEquals", root)


@function("greater", 2, style=Style.OPEN)
def greater(arguments: list[Operand], root: str) -> Operand:
    """Tell whether the first is larger."""
    return _ordered(arguments, "greater", root)


@function("greaterOrEquals", 2, style=Style.OPEN)
def greater_or_equals(arguments: list[Operand], root: str) -> Operand:
    """Tell whether the first is larger or equal."""
    return _ordered(arguments, "greaterOrEquals", root)


def _ordered(arguments: list[Operand], name: str, root: str) -> Operand:
    left, right = settled(arguments)
    for each in (left, right):
        if isinstance(each, Unknown):
            return blurred(each, name, [left, right], root)
    sign: float
    if isinstance(left, str) and isinstance(right, str):
        if OPEN in left or OPEN in right:
            return depends(left + right, name, [left, right], root)
        ours, theirs = text(left, name).lower(), text(right, name).lower()
        sign = (ours > theirs) - (ours < theirs)
    elif isinstance(left, str) or isinstance(right, str):
        raise Failure(f"`{name}` cannot compare {kind_of(left)} with {kind_of(right)}")
    else:
        sign = _number(left, name) - _number(right, name)
    if name == "less":
        return sign < 0
    if name == "lessOrEquals":
        return sign <= 0
    return sign > 0 if name == "greater" else sign >= 0


def _number(value: Operand, name: str) -> float:
    if isinstance(value, float):
        return value
    return whole(value, name)
