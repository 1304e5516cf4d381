"""Numeric functions."""

from __future__ import annotations

import math

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    closed,
    function,
    text,
    whole_number,
)
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Problem,
    exact,
    number_of,
)


@function("abs", 1)
def _abs(args: list[Datum], _frame: Frame) -> Datum:
    return abs(number_of(args[0]))


@function("ceil", 1)
def _ceil(args: list[Datum], _frame: Frame) -> Datum:
    return math.ceil(number_of(args[0]))


@function("floor", 1)
def _floor(args: list[Datum], _frame: Frame) -> Datum:
    return math.floor(number_of(args[0]))


@function("log", 2)
def _log(args: list[Datum], _frame: Frame) -> Datum:
    number, base = number_of(args[0]), number_of(args[1])
    return exact(math.log(number) / math.log(base))


@function("max", 1, None)
def _max(args: list[Datum], _frame: Frame) -> Datum:
    return max(number_of(each) for each in args)


@function("min", 1, None)
def _min(args: list[Datum], _frame: Frame) -> Datum:
    return min(number_of(each) for each in args)


@function("parseint", 2)
def _parseint(args: list[Datum], _frame: Frame) -> Datum:
    digits, base = text(args[0]), whole_number(args[1])
    if not 2 <= base <= 62:
        raise Problem("a base lies between 2 and 62")
    if not digits or len(digits) > 300 or "_" in digits or digits.strip() != digits:
        raise Problem("the text is no whole number in this base")
    if base <= 36:
        try:
            return int(digits.replace("+", "", 1) if digits[0] == "+" else digits, base)
        except ValueError as error:
            raise Problem("the text is no whole number in this base") from error
    return _parse_large(digits, base)


def _parse_large(digits: str, base: int) -> int:
    """Bases above 36: the capital letters follow the small ones."""
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[:base]
    negative, found = digits.startswith("-"), 0
    for digit in digits.lstrip("-"):
        if digit not in alphabet:
            raise Problem("the text is no whole number in this base")
        found = found * base + alphabet.index(digit)
    return -found if negative else found


@function("pow", 2)
def _pow(args: list[Datum], _frame: Frame) -> Datum:
    base, power = number_of(args[0]), number_of(args[1])
    if base and abs(power) * max(1.0, abs(math.log10(abs(base)))) > 300:
        raise Problem("the number is out of range")
    return exact(base**power)


@function("signum", 1)
def _signum(args: list[Datum], _frame: Frame) -> Datum:
    number = number_of(args[0])
    return (number > 0) - (number < 0)


@function("sum", 1)
def _sum(args: list[Datum], _frame: Frame) -> Datum:
    numbers = [number_of(each) for each in closed(args[0])]
    if not numbers:
        raise Problem("an empty list has no sum")
    return exact(sum(numbers))
