"""Functions that call a lambda for each element.

The elements of an array that is not known are like nothing in particular: the lambda is called
once with an unknown element, and what it returns may or may not be there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key

from ringfence.model.facts import Unknown
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.functions.logic import truth
from ringfence.readers.arm.guards import array, object_, text
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Operand,
    Unsettled,
    blurred,
    doubt_of,
    more,
    open_ended,
    perhaps,
)
from ringfence.syntax.arm import Call, Literal

Closure = Callable[[Frame], Operand]


class Lambda:
    """A function of the template: its parameters and its body, in the frame where it stands."""

    __slots__ = ("body", "frame", "names")

    def __init__(self, frame: Frame, names: list[str], body: Closure) -> None:
        self.frame = frame
        self.names = names
        self.body = body

    def __call__(self, *values: Operand) -> Operand:
        """Evaluate the body; surplus values are dropped."""
        return self.body(self.frame.binding(self.names, list(values)))


@function("lambda", 1, MANY, style=Style.SYNTAX)
def lambda_(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """A lambda: names as texts, then the body."""
    names = []
    for argument in call.arguments[:-1]:
        if not isinstance(argument, Literal):
            raise Failure("a lambda names its parameters by literal texts")
        names.append(str(argument.value))
    return Lambda(frame, names, arguments[-1])


@function("lambdaVariables", style=Style.FRAME)
def lambda_variables(frame: Frame, arguments: list[Operand]) -> Operand:
    """A parameter of the lambda around."""
    name = text(arguments[0], "lambdaVariables")
    try:
        return frame.bound[name]
    except KeyError:
        raise Failure(f"there is no lambda variable `{name}`") from None


def _function(value: Operand, what: str) -> Lambda:
    if isinstance(value, Lambda):
        return value
    raise Failure(f"`{what}` needs a lambda")


def _listed(value: Operand, what: str) -> list[Operand]:
    """Return an array; an unknown one as any number of unknown elements."""
    if isinstance(value, Lazy):
        value = value.settle()
    return [more(value)] if isinstance(value, Unknown) else array(value, what)


@function("map", 2, style=Style.FRAME)
def map_(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return what the lambda makes of each element."""
    del frame
    call = _function(arguments[1], "map")
    made: list[Operand] = []
    for index, element in enumerate(_listed(arguments[0], "map")):
        result = call(element, index)
        doubt = doubt_of(element)
        made.append(result if doubt is None else perhaps(doubt, result))
    return made


@function("filter", 2, style=Style.FRAME)
def filter_(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return the elements for which the lambda holds."""
    del frame
    call = _function(arguments[1], "filter")
    made: list[Operand] = []
    for index, element in enumerate(_listed(arguments[0], "filter")):
        keep = truth(call(element, index))
        if isinstance(keep, Unknown):
            made.append(perhaps(keep, element))
        elif keep:
            made.append(element)
    return made


@function("mapValues", 2, style=Style.FRAME)
def map_values(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return the object with what the lambda makes of each value."""
    value, call = arguments[0], _function(arguments[1], "mapValues")
    if isinstance(value, Unknown):
        return blurred(value, "mapValues", [value], frame.root)
    return {key: call(each) for key, each in object_(value, "mapValues").items()}


@function("reduce", 3, style=Style.FRAME)
def reduce(frame: Frame, arguments: list[Operand]) -> Operand:
    """Fold an array into one value."""
    listed, result = _listed(arguments[0], "reduce"), arguments[1]
    call = _function(arguments[2], "reduce")
    if (why := open_ended(listed)) is not None:
        return blurred(why, "reduce", [listed, result], frame.root)
    for index, element in enumerate(listed):
        result = call(result, element, index)
    return result


@function("sort", 2, style=Style.FRAME)
def sort(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return the elements in order; the lambda tells whether its first comes before its second."""
    listed, call = _listed(arguments[0], "sort"), _function(arguments[1], "sort")
    unsure: list[Unknown] = []

    def compare(left: Operand, right: Operand) -> int:
        before = truth(call(left, right))
        if isinstance(before, Unknown):
            unsure.append(before)
            return 0
        if before:
            return -1
        after = truth(call(right, left))
        return 1 if after is True else 0

    ordered = sorted(listed, key=cmp_to_key(compare))
    if unsure:
        return blurred(unsure[0], "sort", [listed], frame.root)
    return ordered


@function("toObject", 2, 3, style=Style.FRAME)
def to_object(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return an object of the elements, by the keys that the lambda makes."""
    listed, key = _listed(arguments[0], "toObject"), _function(arguments[1], "toObject")
    value = _function(arguments[2], "toObject") if len(arguments) > 2 else None
    if (why := open_ended(listed)) is not None:
        return blurred(why, "toObject", [listed], frame.root)
    made: dict[str, Operand] = {}
    for element in listed:
        name = key(element)
        if isinstance(name, Unknown):
            return Unsettled(name.reason, name.source)
        made[text(name, "toObject")] = element if value is None else value(element)
    return made


@function("groupBy", 2, 3, style=Style.FRAME)
def group_by(frame: Frame, arguments: list[Operand]) -> Operand:
    """Return the elements, or what a second lambda makes of them, in arrays by their keys."""
    listed, key = _listed(arguments[0], "groupBy"), _function(arguments[1], "groupBy")
    value = _function(arguments[2], "groupBy") if len(arguments) > 2 else None
    if (why := open_ended(listed)) is not None:
        return blurred(why, "groupBy", [listed], frame.root)
    made: dict[str, Operand] = {}
    for element in listed:
        name = key(element)
        if isinstance(name, Unknown):
            return Unsettled(name.reason, name.source)
        made.setdefault(text(name, "groupBy"), []).append(
            element if value is None else value(element)
        )
    return made
