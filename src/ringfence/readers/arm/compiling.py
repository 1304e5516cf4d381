"""Expressions as closures: parsed and compiled once for each distinct text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.registry import Function, Style, lookup
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Malformed,
    Operand,
    blurred,
    depends,
    derived,
    get,
)
from ringfence.syntax.arm import Access, Call, Expression, ExpressionError, Literal, parse

Closure: TypeAlias = Callable[[Frame], Operand]


@lru_cache(maxsize=30_000)
def compiled(text: str) -> Closure:
    """Return what evaluates the expression `text` (`[...]`). The closure may raise Failure."""
    try:
        return _closure(parse(text))
    except ExpressionError as error:
        message = f"the expression {error}"

        return _failing(message, Malformed)


def _closure(tree: Expression) -> Closure:
    if isinstance(tree, Call):
        return _call(tree)
    if isinstance(tree, Access):
        return _access(tree)
    value = tree.value
    return lambda _: value


def _access(tree: Access) -> Closure:
    base = _closure(tree.base)
    if isinstance(tree.key, Literal):
        name = tree.key.value
        return lambda frame: get(base(frame), name, frame.root)
    key = _closure(tree.key)
    return lambda frame: get(base(frame), key(frame), frame.root)


def _call(tree: Call) -> Closure:
    name = tree.name.lower()
    arguments = [_closure(argument) for argument in tree.arguments]
    if "." in name and not name.startswith(("sys.", "az.")):
        return lambda frame: frame.deployment.call(
            tree.name, [argument(frame) for argument in arguments]
        )
    function = lookup(name)
    if function is None:
        return _failing(f"`{tree.name}` is no template function")
    if not function.low <= len(arguments) <= function.high:
        return _failing(f"`{tree.name}` cannot take {len(arguments)} arguments")
    if name in ("parameters", "variables") and isinstance(tree.arguments[0], Literal):
        return _named(name, str(tree.arguments[0].value))
    return _styled(function, arguments, tree)


def _failing(message: str, kind: type[Failure] = Failure) -> Closure:
    def fail(_: Frame) -> Operand:
        raise kind(message)

    return fail


def _named(function: str, name: str) -> Closure:
    if function == "parameters":
        return lambda frame: frame.parameter(name)
    return lambda frame: frame.variable(name)


def _styled(function: Function, arguments: list[Closure], tree: Call) -> Closure:
    call = function.call
    if function.style is Style.SYNTAX:
        return lambda frame: call(frame, arguments, tree)
    if function.style is Style.FRAME:
        return lambda frame: call(frame, [argument(frame) for argument in arguments])
    if function.style is Style.OPEN:

        def lenient(frame: Frame) -> Operand:
            return call([argument(frame) for argument in arguments], frame.root)

        return lenient
    return _strict(function, arguments)


def _strict(function: Function, arguments: list[Closure]) -> Closure:
    """A function of known values: unknown arguments and symbols never reach it."""
    call, name, textual = function.call, function.name, function.textual

    def strict(frame: Frame) -> Operand:
        values = []
        symbolic = unknown = None
        for argument in arguments:
            value = argument(frame)
            if isinstance(value, Lazy):
                value = value.settle()
            if isinstance(value, str):
                if OPEN in value:
                    symbolic = value
            elif isinstance(value, Unknown):
                unknown = value if unknown is None else unknown
            values.append(value)
        if unknown is not None:
            return blurred(unknown, name, values, frame.root)
        if symbolic is not None:
            if textual:
                return derived(name, values, frame.root)
            return depends(symbolic, name, values, frame.root)
        return call(*values)

    return strict
