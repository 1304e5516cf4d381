"""Expressions of Bicep as expressions of templates.

Operators become functions, names become `parameters()`, `variables()`, ids and `reference()`, as in
the language's own compiler. What has no name in templates becomes one of our functions, whose names
begin with `$` (`readers.arm.functions.bicep`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ringfence.readers.bicep.resources import Resources
from ringfence.readers.bicep.scope import Place, Reference
from ringfence.readers.bicep.texts import access, call, quoted
from ringfence.syntax.bicep.tree import (
    Access,
    Array,
    Binary,
    Call,
    Expression,
    For,
    If,
    Index,
    Interpolated,
    Lambda,
    Literal,
    Name,
    Nested,
    NonNull,
    Object,
    Property,
    Spread,
    Ternary,
    Unary,
)

if TYPE_CHECKING:
    from ringfence.readers.bicep.names import Names

_BINARY: Final = {
    "*": "mul", "/": "div", "%": "mod", "+": "add", "-": "sub", "<": "less",
    "<=": "lessOrEquals", ">": "greater", ">=": "greaterOrEquals", "==": "equals",
    "&&": "and", "||": "or", "??": "coalesce",
}  # fmt: skip
_FLAT: Final = frozenset({"&&", "||", "??"})
"""Operators of which a chain is one call."""

_BRACES: Final = re.compile(r"[{}]")
_LOADERS: Final = frozenset(
    {
        "loadTextContent", "loadJsonContent", "loadYamlContent", "loadFileAsBase64",
        "loadDirectoryFileInfo",
    }
)  # fmt: skip
_CONTEXT: Final = frozenset({"resourceGroup", "subscription", "managementGroup"})


class Expressions:
    """Lowers the expressions of one template; `names` keeps what imports and files add to it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.resources = Resources(self)
        self._makers: dict[type, Callable[[Any, Place], str]] = {
            Literal: self._literal, Interpolated: self._interpolated, Array: self._array,
            Object: self._object, Name: self._name, Access: self._access, Index: self._access,
            Nested: self._nested, Call: self._call, Unary: self._unary, Binary: self._binary,
            Ternary: self._ternary, NonNull: self._non_null, Lambda: self._lambda, For: self._for,
            If: self._if,
        }  # fmt: skip

    def text(self, node: Expression, place: Place) -> str:
        """Return the text of an expression, without the brackets around it."""
        return self._makers[type(node)](node, place)

    def unknown(self, reason: str) -> str:
        """Return an expression whose value is not known."""
        return call("$unknown", quoted(reason))

    # Values

    def _literal(self, node: Literal, place: Place) -> str:
        del place
        if isinstance(node.value, str):
            return quoted(node.value)
        if node.value is None:
            return "null()"
        if isinstance(node.value, bool):
            return "true()" if node.value else "false()"
        return str(node.value)

    def _interpolated(self, node: Interpolated, place: Place) -> str:
        form = ""
        values: list[str] = []
        for part in node.parts:
            if isinstance(part, str):
                form += _BRACES.sub(lambda match: match[0] * 2, part)
            else:
                form += f"{{{len(values)}}}"
                values.append(self.text(part, place))
        return call("format", quoted(form), *values)

    def _array(self, node: Array, place: Place) -> str:
        return self.array(node.items, place)

    def array(self, items: tuple[Expression | Spread, ...], place: Place) -> str:
        """Return the text of an array."""
        if not any(isinstance(each, Spread) for each in items):
            return call("createArray", *(self.text(each, place) for each in items))  # type: ignore[arg-type]  # no spread is among them
        parts: list[str] = []
        run: list[str] = []
        for each in items:
            if isinstance(each, Spread):
                if run:
                    parts.append(call("createArray", *run))
                    run = []
                parts.append(self.text(each.of, place))
            else:
                run.append(self.text(each, place))
        if run:
            parts.append(call("createArray", *run))
        return call("flatten", call("createArray", *parts))

    def _object(self, node: Object, place: Place) -> str:
        return self.object(node.members, place)

    def object(self, members: tuple[Property | Spread, ...], place: Place) -> str:
        """Return the text of an object; later spreads win over what stands before them."""
        parts: list[str] = []
        run: list[str] = []
        spread = False
        for each in members:
            if isinstance(each, Spread):
                if run:
                    parts.append(call("createObject", *run))
                    run = []
                parts.append(self.text(each.of, place))
                spread = True
            else:
                run += [self.key(each.key, place), self.text(each.value, place)]
        if not spread:
            return call("createObject", *run)
        if run:
            parts.append(call("createObject", *run))
        return call("shallowMerge", call("createArray", *parts))

    def key(self, key: str | Interpolated, place: Place) -> str:
        """Return the text of the name of a property."""
        return quoted(key) if isinstance(key, str) else self._interpolated(key, place)

    # Operators

    def _unary(self, node: Unary, place: Place) -> str:
        of = self.text(node.of, place)
        if node.operator == "!":
            return call("not", of)
        return call("sub", "0", of) if node.operator == "-" else of

    def _binary(self, node: Binary, place: Place) -> str:
        operator = node.operator
        if operator in _FLAT:
            return call(_BINARY[operator], *self._chained(node, operator, place))
        left, right = self.text(node.left, place), self.text(node.right, place)
        if operator == "!=":
            return call("not", call("equals", left, right))
        if operator in ("=~", "!~"):
            same = call("equals", call("toLower", left), call("toLower", right))
            return same if operator == "=~" else call("not", same)
        return call(_BINARY[operator], left, right)

    def _chained(self, node: Binary, operator: str, place: Place) -> list[str]:
        """Return the operands of a chain of one operator, from left to right."""
        listed: list[Expression] = [node.right]
        left = node.left
        while isinstance(left, Binary) and left.operator == operator:
            listed.append(left.right)
            left = left.left
        listed.append(left)
        return [self.text(each, place) for each in reversed(listed)]

    def _ternary(self, node: Ternary, place: Place) -> str:
        parts = (node.condition, node.then, node.otherwise)
        return call("if", *(self.text(each, place) for each in parts))

    def _non_null(self, node: NonNull, place: Place) -> str:
        return self.text(node.of, place)

    def _lambda(self, node: Lambda, place: Place) -> str:
        inner = place.binding(**{name: _variable(name) for name in node.parameters})
        names = [quoted(name) for name in node.parameters]
        return call("lambda", *names, self.text(node.body, inner))

    def _for(self, node: For, place: Place) -> str:
        names = [node.item, node.index or "$index"]
        inner = place.binding(**{name: _variable(name) for name in names})
        each = call("lambda", *map(quoted, names), self.text(node.body, inner))
        return call("map", self.text(node.collection, place), each)

    def _if(self, node: If, place: Place) -> str:
        condition, body = self.text(node.condition, place), self.text(node.body, place)
        return call("if", condition, body, "null()")

    # Names

    def _name(self, node: Name, place: Place) -> str:
        name = node.name
        if name in place.local:
            return place.local[name]
        found = self.resources.found(node, place)
        if found is not None:
            return self.resources.whole(found)
        return self.names.name(name, place) or self.unknown(f"`{name}` is not declared")

    def _nested(self, node: Nested, place: Place) -> str:
        found = self.resources.found(node, place)
        if found is not None:
            return self.resources.whole(found)
        return self.unknown(f"the resource `{node.name}` is not declared in another")

    # Access

    def _access(self, node: Access | Index, place: Place) -> str:
        """Lower a chain of properties and indexes; after a safe one, all that is missing is null."""
        chain: list[Access | Index] = []
        base: Expression = node
        while isinstance(base, Access | Index):
            if chain and self.resources.found(base, place) is not None:
                break
            chain.append(base)
            base = base.of
        chain.reverse()
        made, start = self._begin(base, chain, place)
        rest = chain[start:]
        if start and chain[0].safe and (keys := self._unsafe(rest, place)):
            made = call("tryGet", made, *keys)
        while rest:
            step = rest.pop(0)
            if not step.safe:
                made = self._stepped(made, step, place)
            elif isinstance(step, Index) and step.from_end:
                made = call("tryIndexFromEnd", made, self.text(step.key, place))
            else:
                made = call("tryGet", made, self._step_key(step, place), *self._unsafe(rest, place))
        return made

    def _unsafe(self, rest: list[Access | Index], place: Place) -> list[str]:
        """Take the steps that a safe one before them makes safe; return their keys."""
        keys = []
        while rest and not rest[0].safe and not _from_end(rest[0]):
            keys.append(self._step_key(rest.pop(0), place))
        return keys

    def _begin(
        self, base: Expression, chain: list[Access | Index], place: Place
    ) -> tuple[str, int]:
        """Return what a chain begins with, and how many steps are in it."""
        first = chain[0]
        found = self.resources.found(base, place)
        if found is not None:
            if isinstance(first, Index):
                made = self.resources.whole(found)
                return made, 0
            made = self.resources.property(found, first.name)
            return (self.resources.if_deployed(found, made) if first.safe else made), 1
        if isinstance(base, Name) and isinstance(first, Access) and base.name not in place.local:
            foreign = self.names.member(base.name, first.name, place)
            if foreign is not None:
                return foreign, 1
        return self.text(base, place), 0

    def _stepped(self, made: str, step: Access | Index, place: Place) -> str:
        if isinstance(step, Access):
            return access(made, step.name)
        if step.from_end:
            return call("indexFromEnd", made, self.text(step.key, place))
        return f"{made}[{self.text(step.key, place)}]"

    def _step_key(self, step: Access | Index, place: Place) -> str:
        return quoted(step.name) if isinstance(step, Access) else self.text(step.key, place)

    # Calls

    def _call(self, node: Call, place: Place) -> str:
        if node.of is not None:
            made = self._method(node, node.of, place)
            if made is not None:
                return made
        name = node.name
        own = self.names.function(name, place) if node.of is None else None
        if own is not None:
            return call(own, *self._arguments(node, place))
        if name in _LOADERS:
            return self.names.loaded(node, place)
        if name == "any" and len(node.arguments) == 1:
            return self.text(node.arguments[0], place)
        if name == "nameof" and len(node.arguments) == 1:
            return quoted(_last_name(node.arguments[0]))
        if name in _CONTEXT and node.arguments:
            return call("createObject", "'id'", self.resources.scope(node, place))
        return call(name, *self._arguments(node, place))

    def _arguments(self, node: Call, place: Place) -> list[str]:
        return [self.text(each, place) for each in node.arguments]

    def _method(self, node: Call, of: Expression, place: Place) -> str | None:
        """Return a call on something; None if that is only the namespace of a function."""
        found = self.resources.found(of, place)
        if found is not None:
            return self._of_resource(node, found, place)
        if isinstance(of, Name) and of.name not in place.local:
            own = self.names.function(node.name, place, space=of.name)
            if own is not None:
                return call(own, *self._arguments(node, place))
            if of.name in ("sys", "az") or of.name not in place.unit.table:
                return None
        return self.unknown(f"`{node.name}` is a method of no resource")

    def _of_resource(self, node: Call, found: Reference, place: Place) -> str:
        id_ = self.resources.id(found)
        if node.name == "getSecret":
            return call("$secret", id_, *self._arguments(node, place))
        if not node.name.startswith("list"):
            return self.unknown(f"`{node.name}` is no method of a resource")
        version = quoted(self.resources.version(found))
        if node.arguments and isinstance(node.arguments[0], Literal):
            return call(node.name, id_, *self._arguments(node, place))
        return call(node.name, id_, version, *self._arguments(node, place)[1:])


def _variable(name: str) -> str:
    return call("lambdaVariables", quoted(name))


def _from_end(step: Access | Index) -> bool:
    return isinstance(step, Index) and step.from_end


def _last_name(node: Expression) -> str:
    if isinstance(node, Index) and isinstance(node.key, Literal):
        return str(node.key.value)
    return str(getattr(node, "name", ""))
