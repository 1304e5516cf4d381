"""Type conversion functions."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    function,
    listing,
    mapping,
    must_know,
    set_of,
    unify,
)
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    OpenList,
    OpenMap,
    SetOf,
    bool_of,
    first_unknown,
    is_open,
    number_of,
    text_of,
)


def _itself(args: list[Datum], _frame: Frame) -> Datum:
    return args[0]


for _name in ("sensitive", "nonsensitive", "ephemeralasnull"):
    function(_name, 1, partial=True, symbolic=True)(_itself)


@function("issensitive", 1)
def _issensitive(_args: list[Datum], frame: Frame) -> Datum:
    return frame.unknown("which values are sensitive is not followed")


@function("tobool", 1)
def _tobool(args: list[Datum], _frame: Frame) -> Datum:
    return None if args[0] is None else bool_of(args[0])


@function("tonumber", 1)
def _tonumber(args: list[Datum], _frame: Frame) -> Datum:
    return None if args[0] is None else number_of(args[0])


@function("tostring", 1, symbolic=True)
def _tostring(args: list[Datum], _frame: Frame) -> Datum:
    return None if args[0] is None else text_of(args[0])


@function("tolist", 1, partial=True, symbolic=True)
def _tolist(args: list[Datum], _frame: Frame) -> Datum:
    if args[0] is None:
        return None
    items = listing(must_know(args[0]))
    if isinstance(items, OpenList):
        return items
    return unify(list(items))


@function("toset", 1, partial=True, symbolic=True)
def _toset(args: list[Datum], _frame: Frame) -> Datum:
    if args[0] is None:
        return None
    items = listing(must_know(args[0]))
    if is_open(items) is not None:
        return items
    if first_unknown(items) is not None:
        # Unknown elements may equal others: how many there are is not known.
        maybe = {at: each for at, each in enumerate(items) if isinstance(each, Unknown)}
        return OpenList(items, maybe)
    return items if isinstance(items, SetOf) else set_of(unify(items))


@function("tomap", 1, partial=True, symbolic=True)
def _tomap(args: list[Datum], _frame: Frame) -> Datum:
    if args[0] is None:
        return None
    found = mapping(must_know(args[0]))
    if isinstance(found, OpenMap):
        return found
    return dict(zip(found, unify(list(found.values())), strict=True))
