"""Logic, in three values: what is not known matters only where the answer hangs on it."""

from __future__ import annotations

from collections.abc import Callable

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.guards import settled, text
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Operand,
    Unsettled,
    blurred,
    depends,
    either,
    equal,
    kind_of,
)
from ringfence.syntax.arm import Call

Closure = Callable[[Frame], Operand]


def truth(value: Operand) -> bool | Unknown:
    """Return a value as a truth value: booleans, `true` and `false` as text, numbers."""
    if isinstance(value, bool | Unknown):
        return value
    if isinstance(value, Lazy):
        return truth(value.settle())
    if isinstance(value, str):
        if value.lower() in ("true", "1"):
            return True
        if value.lower() in ("false", "0"):
            return False
        if OPEN in value:
            return depends(value, "bool", [value], "")
    if isinstance(value, int):
        return value != 0
    raise Failure(f"{kind_of(value)} is no truth value")


@function("true", 0)
def true() -> bool:
    """True."""
    return True


@function("false", 0)
def false() -> bool:
    """False."""
    return False


@function("null", 0)
def null() -> None:
    """Null."""


@function("bool")
def bool_(value: Operand) -> bool | Unknown:
    """Return a text or number as a truth value."""
    return truth(value)


@function("not", style=Style.OPEN)
def not_(arguments: list[Operand], root: str) -> Operand:
    """Negate."""
    value = truth(arguments[0])
    return blurred(value, "not", [value], root) if isinstance(value, Unknown) else not value


@function("and", 1, MANY, style=Style.SYNTAX)
def and_(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """Tell whether all hold: one that does not decides, whatever is unknown."""
    return _combined(frame, arguments, call, decisive=False)


@function("or", 1, MANY, style=Style.SYNTAX)
def or_(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """Tell whether one holds: it decides, whatever is unknown."""
    return _combined(frame, arguments, call, decisive=True)


def _combined(frame: Frame, arguments: list[Closure], call: Call, *, decisive: bool) -> Operand:
    unknown: list[Unknown] = []
    for argument in arguments:
        try:
            value = truth(argument(frame))
        except Failure as error:
            if not unknown:
                raise
            value = Unsettled(str(error))
        if isinstance(value, Unknown):
            unknown.append(value)
        elif value is decisive:
            return decisive
    if unknown:
        return blurred(unknown[0], call.name, list(unknown), frame.root)
    return not decisive


@function("if", 3, style=Style.SYNTAX)
def if_(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """Return one of two values; only the one that is chosen is evaluated."""
    del call
    chosen = truth(arguments[0](frame))
    if chosen is True:
        return arguments[1](frame)
    if chosen is False:
        return arguments[2](frame)
    return either(chosen, attempt(frame, arguments[1]), attempt(frame, arguments[2]), frame.root)


def attempt(frame: Frame, argument: Closure) -> Operand:
    """Evaluate what may never be evaluated in earnest: a failure is unknown."""
    try:
        return argument(frame)
    except Failure as error:
        return Unsettled(str(error))


@function("coalesce", 1, MANY, style=Style.SYNTAX)
def coalesce(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """Return the first value that is not null."""
    for index, argument in enumerate(arguments):
        value = argument(frame)
        if isinstance(value, Lazy):
            return value
        if isinstance(value, Unknown):
            rest = arguments[index + 1 :]
            if not rest:
                return value
            other = attempt(frame, lambda f, rest=rest: coalesce(f, rest, call))  # type: ignore[misc]  # a default binds the loop variable
            return either(value, value, other, frame.root)
        if value is not None:
            return value
    return None


@function("try", 1, MANY, style=Style.SYNTAX)
def try_(frame: Frame, arguments: list[Closure], call: Call) -> Operand:
    """Return the first value that can be evaluated."""
    del call
    for argument in arguments[:-1]:
        try:
            return argument(frame)
        except Failure:
            continue
    return arguments[-1](frame)


@function("fail", 0, 1)
def fail(message: Operand = "") -> Operand:
    """Stop the deployment."""
    raise Failure(f"`fail` is called: {text(message, 'fail')[:200]}")


@function("equals", 2, style=Style.OPEN)
def equals(arguments: list[Operand], root: str) -> Operand:
    """Tell whether two values are equal; case counts."""
    left, right = settled(arguments)
    answer = equal(left, right)
    if answer is not None:
        return answer
    for each in (left, right):
        if isinstance(each, Unknown):
            return blurred(each, "equals", [left, right], root)
    for each in (left, right):
        if isinstance(each, str) and OPEN in each:
            return depends(each, "equals", [left, right], root)
    return Unsettled("the compared values are not known")
