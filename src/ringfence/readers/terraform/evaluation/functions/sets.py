"""Set functions."""

from __future__ import annotations

from itertools import product
from math import prod

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    closed,
    function,
    set_of,
    unify,
)
from ringfence.readers.terraform.evaluation.values import (
    MAX_ITEMS,
    Datum,
    SetOf,
    Withheld,
    has_symbols,
)


def _sets(args: list[Datum]) -> list[SetOf]:
    """Return the arguments as sets of one element type."""
    items = [closed(each) for each in args]
    flat = unify([each for one in items for each in one])
    made, at = [], 0
    for each in items:
        made.append(set_of(flat[at : at + len(each)]))
        at += len(each)
    return made


def _sure(args: list[Datum]) -> None:
    """Refuse to compare symbols with other texts: they may be the same."""
    kinds = {has_symbols(each) for one in args for each in closed(one)}
    if len(kinds) > 1:
        raise Withheld("texts that are only known once their resources exist are compared")


@function("setunion", 1, None, symbolic=True)
def _setunion(args: list[Datum], _frame: Frame) -> Datum:
    return set_of([each for one in _sets(args) for each in one])


@function("setintersection", 1, None, symbolic=True)
def _setintersection(args: list[Datum], _frame: Frame) -> Datum:
    _sure(args)
    first, *rest = _sets(args)
    return SetOf(each for each in first if all(each in one for one in rest))


@function("setsubtract", 2, symbolic=True)
def _setsubtract(args: list[Datum], _frame: Frame) -> Datum:
    _sure(args)
    first, second = _sets(args)
    return SetOf(each for each in first if each not in second)


@function("setproduct", 2, None, symbolic=True)
def _setproduct(args: list[Datum], _frame: Frame) -> Datum:
    items = [closed(each) for each in args]
    if prod(len(each) for each in items) > MAX_ITEMS:
        raise Withheld(f"it makes more than {MAX_ITEMS} elements")
    made = [unify(list(each)) for each in product(*items)]
    return SetOf(made) if all(isinstance(each, SetOf) for each in items) else made
