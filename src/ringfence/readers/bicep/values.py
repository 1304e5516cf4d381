"""Expressions of Bicep as values of a template: objects, arrays and loops stand as such."""

from __future__ import annotations

from typing import Any

from ringfence.readers.arm.evaluating import Each
from ringfence.readers.bicep.expressions import Expressions
from ringfence.readers.bicep.names import Names
from ringfence.readers.bicep.scope import Place
from ringfence.readers.bicep.texts import call, formula, plain, quoted, unquoted
from ringfence.readers.bicep.units import Unit, Units
from ringfence.syntax.bicep.tree import (
    Array,
    Call,
    Expression,
    For,
    Interpolated,
    Literal,
    NonNull,
    Object,
    Property,
    Spread,
)

Marks = dict[int, dict[str | int, int]]
"""Offsets of members by the identity of the container."""


class _Nowhere(Marks):
    """Marks that nobody will ask for: the same values are made again where a report does."""

    def __setitem__(self, key: int, value: dict[str | int, int]) -> None:
        """Keep nothing."""

    def setdefault(self, key: int, default: Any = None) -> Any:
        """Keep nothing."""
        del key
        return default


class Values:
    """Makes the values of one template; `marks` places what is in them, if `placed`."""

    def __init__(self, unit: Unit, units: Units, *, placed: bool) -> None:
        self.marks: Marks = {} if placed else _Nowhere()
        self.names = Names(unit, units, self)
        self.expressions = Expressions(self.names)

    def put(self, holder: dict[str, Any], name: str, made: Any, at: int) -> None:
        """Set a member, and place it at an offset."""
        holder[name] = made
        self.marks.setdefault(id(holder), {})[name] = at

    def held(self, made: dict[str, Any], at: int) -> dict[str, Any]:
        """Place all members of an object at one offset."""
        self.marks[id(made)] = dict.fromkeys(made, at)
        return made

    def value(self, node: Expression, place: Place, name: str = "") -> Any:
        """Return an expression as a value of the template, objects and arrays as such.

        `name` is the property or variable whose value it is.
        """
        if isinstance(node, Literal):
            return plain(node.value) if isinstance(node.value, str) else node.value
        if isinstance(node, Object) and not any(isinstance(e, Spread) for e in node.members):
            return self._object(node, place)
        if isinstance(node, Array) and not any(isinstance(e, Spread) for e in node.items):
            made = [self.value(each, place) for each in node.items]  # type: ignore[arg-type]  # no spread is among them
            self.marks[id(made)] = {index: each.at for index, each in enumerate(node.items)}
            return made
        if isinstance(node, For):
            return self._for(node, place, name)
        if isinstance(node, NonNull):
            return self.value(node.of, place)
        if isinstance(node, Call) and node.name == "any" and len(node.arguments) == 1:
            return self.value(node.arguments[0], place)
        return unquoted(self.expressions.text(node, place))

    def _object(self, node: Object, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        marks = self.marks[id(made)] = {}
        for each in node.members:
            assert isinstance(each, Property)
            key = self.key(each.key, place)
            made[key] = self.value(each.value, place, key)
            marks[key] = each.at
        return made

    def key(self, key: str | Interpolated, place: Place) -> str:
        """Return the name of a property."""
        return plain(key) if isinstance(key, str) else formula(self.expressions.key(key, place))

    def _for(self, node: For, place: Place, name: str) -> Each:
        index = node.index or "$index"
        local = {each: call("lambdaVariables", quoted(each)) for each in (node.item, index)}
        body = self.value(node.body, place.binding(**local))
        made = Each(self.value(node.collection, place), node.item, index, body, name)
        self.marks[id(made)] = {0: node.body.at}
        return made
