"""How a Terraform function is described, and how its arguments are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, symbol
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Lazy,
    Many,
    OpenMap,
    Problem,
    SetOf,
    Withheld,
    is_open,
    number_of,
    text_of,
)

Run: TypeAlias = Callable[[list[Datum], Frame], Datum]


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    It takes `least` to `most` arguments (`most` None: any number). Unless it is `partial`, an
    unknown anywhere in its arguments makes the result unknown. Unless it is `symbolic`, it is not
    run on texts that hold symbols: the result is a symbol of its own if it `makes_text`, else
    unknown.
    """

    name: str
    run: Run
    least: int
    most: int | None
    partial: bool = False
    symbolic: bool = False
    makes_text: bool = False


FUNCTIONS: Final[dict[str, Function]] = {}


def function(
    name: str,
    least: int,
    most: int | None = -1,
    *,
    partial: bool = False,
    symbolic: bool = False,
    makes_text: bool = False,
) -> Callable[[Run], Run]:
    """Register a function; `most` is `least` unless said otherwise."""

    def register(run: Run) -> Run:
        upper = least if most == -1 else most
        FUNCTIONS[name] = Function(name, run, least, upper, partial, symbolic, makes_text)
        return run

    return register


def derived_symbol(name: str, arguments: list[Datum], frame: Frame) -> str:
    """Return the symbol of what a function makes of texts that hold symbols.

    Equal calls give equal symbols. Its root is its own: whether it equals any other text nobody
    knows (see `model.symbols.same`).
    """
    # A text is not quoted with `repr`, which would write a symbol in it as an escape.
    written = (f"'{each}'" if isinstance(each, str) else repr(each) for each in arguments)
    shown = f"{name}({', '.join(written)})"
    return symbol(
        shown, f"{frame.scope.root_path}~{sha256(shown.encode(errors='replace')).hexdigest()[:16]}"
    )


def text(value: Datum) -> str:
    """Return an argument that must be a text."""
    return text_of(value)


def whole_number(value: Datum) -> int:
    """Return an argument that must be a whole number."""
    number = number_of(value)
    if isinstance(number, float):
        raise Problem("a whole number is needed here")
    return number


def listing(value: Datum) -> list[Datum]:
    """Return an argument that must be a list, set or tuple. Raises Problem, or Withheld."""
    if isinstance(value, Many):
        value = value.opened()
    if isinstance(value, list):
        return value
    if isinstance(value, str) and OPEN in value:
        raise Withheld("a list that is only known once its resource exists")
    raise Problem("a list is needed here")


def closed(value: Datum) -> list[Datum]:
    """Return an argument that must be a list whose length is known."""
    items = listing(value)
    why = is_open(items)
    if why is not None:
        raise Hidden(why)
    return items


def mapping(value: Datum) -> dict[str, Datum]:
    """Return an argument that must be a map or object."""
    if isinstance(value, Many):
        value = value.opened()
    if isinstance(value, Lazy):
        value = value.whole()
    if isinstance(value, dict):
        return value
    if isinstance(value, str) and OPEN in value:
        raise Withheld("a map that is only known once its resource exists")
    raise Problem("a map is needed here")


def closed_map(value: Datum) -> dict[str, Datum]:
    """Return an argument that must be a map whose keys are known."""
    found = mapping(value)
    if isinstance(found, OpenMap):
        raise Hidden(found.why)
    return found


class Hidden(Exception):
    """Raised where an unknown inside of an argument decides the result."""

    def __init__(self, why: Unknown) -> None:
        super().__init__(why.reason)
        self.why = why


def must_know(value: Datum) -> Datum:
    """Return an argument that must itself be known, its members aside."""
    if isinstance(value, Unknown):
        raise Hidden(value)
    return value


def set_of(values: list[Datum]) -> SetOf:
    """Return values as a set: each once, in Terraform's order (texts by code point, null last)."""
    seen: dict[tuple[str, str], Datum] = {}
    for value in values:
        seen.setdefault(_identity(value), value)
    return SetOf(seen[key] for key in sorted(seen))


def _identity(value: Datum) -> tuple[str, str]:
    if value is None:
        return ("z", "")
    if isinstance(value, bool):
        return ("b", str(value))
    if isinstance(value, int | float):
        return ("n", f"{value:040.15f}")
    if isinstance(value, str):
        return ("s", value)
    if isinstance(value, Unknown | Lazy | Many):
        return ("u", f"{id(value)}")
    return ("v", _stable(value))


def _stable(value: Datum) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_stable(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_stable(each) for each in value) + "]"
    return str(_identity(value))


def unify(values: list[Datum]) -> list[Datum]:
    """Return values as elements of one list: where any is a text, all primitives are texts."""
    if any(type(value) is str for value in values):
        kinds = {type(value) for value in values}
        if kinds & {int, float, bool}:
            return [
                text_of(value) if isinstance(value, bool | int | float) else value
                for value in values
            ]
    return values
