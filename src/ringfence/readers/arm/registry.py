"""The functions of the template language by name.

Source of names and meanings: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib import import_module
from typing import Any, Final, TypeVar

MANY: Final = 10_000
_MODULES: Final = (
    "arrays", "objects", "texts", "encodings", "numbers", "logic", "lambdas", "dates", "cidrs",
    "scopes", "states", "bicep", "uris",
)  # fmt: skip
_Call = TypeVar("_Call", bound=Callable[..., Any])


class Style(Enum):
    """What a function is given.

    STRICT: known values without symbols; anything else is settled before it is called. OPEN:
    `(arguments, root)`, unknown ones included. FRAME: `(frame, arguments)`. SYNTAX: `(frame,
    closures, call)`, and it evaluates what it needs.
    """

    STRICT = auto()
    OPEN = auto()
    FRAME = auto()
    SYNTAX = auto()


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is called and with how many arguments.

    A strict function that is `textual` turns a symbol into a symbol derived from it; any other
    into an unknown.
    """

    name: str
    call: Callable[..., Any]
    style: Style
    low: int
    high: int
    textual: bool = False


_FUNCTIONS: Final[dict[str, Function]] = {}


def function(
    name: str, low: int = 1, high: int | None = None, *, style: Style = Style.STRICT,
    textual: bool = False,
) -> Callable[[_Call], _Call]:  # fmt: skip
    """Register a function that takes `low` to `high` arguments under `name`."""

    def register(call: _Call) -> _Call:
        most = low if high is None else high
        _FUNCTIONS[name.lower()] = Function(name, call, style, low, most, textual)
        return call

    return register


@cache
def _load() -> None:
    for module in _MODULES:
        import_module(f"ringfence.readers.arm.functions.{module}")


def lookup(name: str) -> Function | None:
    """Return the function of this name, in any case, None if there is none."""
    found = _FUNCTIONS.get(name)
    if found is not None:
        return found
    _load()
    name = name.lower().removeprefix("sys.").removeprefix("az.")
    if name in _FUNCTIONS:
        return _FUNCTIONS[name]
    if name.startswith("list"):
        return _FUNCTIONS["list*"]
    return None


def names() -> list[str]:
    """Return the names of all functions."""
    _load()
    return sorted(_FUNCTIONS)
