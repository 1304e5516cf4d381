"""Where an expression of Bicep stands, and which resource or module it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ringfence.readers.bicep.units import Symbol, Unit
from ringfence.syntax.bicep.tree import Expression, Literal


@dataclass(frozen=True, slots=True)
class Place:
    """The file that an expression stands in, the symbol whose body it stands in, and the local
    variables around it: what each is called in the template."""

    unit: Unit
    holder: Symbol | None = None
    local: Mapping[str, str] = field(default_factory=dict)

    def binding(self, **names: str) -> Place:
        """Return the place inside a loop or a lambda."""
        return replace(self, local={**self.local, **names})

    def inside(self, holder: Symbol) -> Place:
        """Return the place in the body of a symbol."""
        return replace(self, holder=holder)


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource or module that is named. `index` is the element of its loop, as the text of a
    template's expression; without one it is all of them, or the one around the expression."""

    symbol: Symbol
    index: str = ""
    within: bool = False

    @property
    def several(self) -> bool:
        """Whether it stands for all resources of a loop."""
        looped = any(each.loop is not None for each in self.symbol.around())
        return looped and not self.index and not self.within


def named(name: str, place: Place) -> Symbol | None:
    """Return the resource or module that a bare name means here, nested ones first."""
    if name in place.local:
        return None
    if place.holder is not None:
        for around in place.holder.around():
            if name in around.nested:
                return around.nested[name]
    return place.unit.symbols.get(name)


def is_within(symbol: Symbol, place: Place) -> bool:
    """Tell whether a place lies in the body of the loop that makes the symbol."""
    loops = {id(each.loop) for each in symbol.around() if each.loop is not None}
    if place.holder is None or not loops:
        return False
    return loops <= {id(each.loop) for each in place.holder.around() if each.loop is not None}


def literal(expression: Expression | None) -> str:
    """Return a literal text, "" for anything else."""
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return expression.value
    return ""
