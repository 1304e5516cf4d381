"""Type constraints of variables, and conversion to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.model.symbols import is_symbol
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import set_of, unify
from ringfence.readers.terraform.evaluation.operators import attribute
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Failure,
    Lazy,
    Many,
    OpenList,
    OpenMap,
    Problem,
    SetOf,
    Withheld,
    bool_of,
    first_unknown,
    number_of,
    text_of,
)
from ringfence.syntax.hcl import tree as hcl


@dataclass(frozen=True, slots=True)
class Primitive:
    """`string`, `number`, `bool` or `any`."""

    name: str


@dataclass(frozen=True, slots=True)
class Collection:
    """`list(of)`, `set(of)` or `map(of)`."""

    name: str
    of: Type


@dataclass(frozen=True, slots=True)
class Tuple:
    """`tuple([...])`."""

    items: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """`object({...})`; `optional` holds the defaults (None for none) of optional attributes."""

    attributes: dict[str, Type]
    optional: dict[str, Callable[[Frame], Datum] | None] = field(default_factory=dict)


Type: TypeAlias = Primitive | Collection | Tuple | Object

ANY: Final = Primitive("any")
_PRIMITIVES: Final = {
    "any": ANY,
    **{name: Primitive(name) for name in ("string", "number", "bool")},
}

Compile: TypeAlias = Callable[[hcl.Expression], Callable[[Frame], Datum]]


def read_type(node: hcl.Expression, compile_: Compile) -> Type:
    """Return the type that an expression spells. Raises Problem for what is no type."""
    if isinstance(node, hcl.Name):
        if node.name in _PRIMITIVES:
            return _PRIMITIVES[node.name]
        if node.name in ("list", "set", "map"):
            return Collection(node.name, ANY)
    if isinstance(node, hcl.Literal) and node.value in ("string", "list", "map"):
        # Quoted types, as before Terraform 0.12.
        if node.value == "string":
            return _PRIMITIVES["string"]
        return Collection(str(node.value), ANY)
    if isinstance(node, hcl.Call) and len(node.arguments) == 1:
        inner = node.arguments[0]
        if node.name in ("list", "set", "map"):
            return Collection(node.name, read_type(inner, compile_))
        if node.name == "tuple" and isinstance(inner, hcl.TupleOf):
            return Tuple(tuple(read_type(each, compile_) for each in inner.items))
        if node.name == "object" and isinstance(inner, hcl.ObjectOf):
            return _object(inner, compile_)
    raise Problem("the type of the variable is not valid")


def _object(node: hcl.ObjectOf, compile_: Compile) -> Object:
    attributes: dict[str, Type] = {}
    optional: dict[str, Callable[[Frame], Datum] | None] = {}
    for key, value in node.items:
        if not isinstance(key, hcl.Literal):
            raise Problem("the type of the variable is not valid")
        name, inner = str(key.value), value
        if isinstance(value, hcl.Call) and value.name == "optional" and value.arguments:
            inner = value.arguments[0]
            optional[name] = compile_(value.arguments[1]) if len(value.arguments) > 1 else None
        attributes[name] = read_type(inner, compile_)
    return Object(attributes, optional)


def convert(value: Datum, to: Type, frame: Frame) -> Datum:
    """Return a value converted to a type; a failure where Terraform refuses to."""
    if value is None or isinstance(value, Unknown) or to is ANY:
        return value
    try:
        if isinstance(to, Primitive):
            return _primitive(value, to.name)
        if isinstance(value, Many):
            value = value.opened()
        if isinstance(value, str) and is_symbol(value):
            return frame.unknown("a collection that is only known once its resource exists")
        if isinstance(to, Collection):
            return _collection(value, to, frame)
        if isinstance(to, Tuple):
            return _tuple(value, to, frame)
        return _attributes(value, to, frame)
    except Problem as problem:
        return frame.fail(str(problem))
    except Withheld as withheld:
        return frame.unknown(str(withheld))


def _primitive(value: Datum, name: str) -> Datum:
    if name == "string":
        return value if isinstance(value, str) else text_of(value)
    if name == "number":
        return number_of(value)
    return bool_of(value)


def _collection(value: Datum, to: Collection, frame: Frame) -> Datum:
    if to.name == "map":
        return _map(value, to.of, frame)
    if not isinstance(value, list):
        raise Problem(f"a {to.name} is needed here")
    items = [convert(each, to.of, frame) for each in value]
    failed = first_unknown(items)
    if isinstance(failed, Failure):
        return failed
    if to.of is ANY:
        items = unify(items)
    if isinstance(value, OpenList):
        return OpenList(items, value.maybe, value.more)
    if to.name == "list":
        return items
    if failed is not None:
        return OpenList(items, {at: e for at, e in enumerate(items) if isinstance(e, Unknown)})
    return SetOf(value) if isinstance(value, SetOf) and items == value else set_of(items)


def _map(value: Datum, of: Type, frame: Frame) -> Datum:
    if isinstance(value, Lazy):
        value = value.whole()
    if not isinstance(value, dict):
        raise Problem("a map is needed here")
    made = {key: convert(each, of, frame) for key, each in value.items()}
    failed = first_unknown(made.values())
    if isinstance(failed, Failure):
        return failed
    if of is ANY:
        made = dict(zip(made, unify(list(made.values())), strict=True))
    if isinstance(value, OpenMap):
        return OpenMap(made, value.maybe, value.more)
    return made


def _tuple(value: Datum, to: Tuple, frame: Frame) -> Datum:
    if not isinstance(value, list) or len(value) != len(to.items):
        raise Problem(f"a tuple of {len(to.items)} elements is needed here")
    if isinstance(value, OpenList):
        return value
    items = [convert(each, kind, frame) for each, kind in zip(value, to.items, strict=True)]
    failed = first_unknown(items)
    return failed if isinstance(failed, Failure) else items


def _attributes(value: Datum, to: Object, frame: Frame) -> Datum:
    if not isinstance(value, dict | Lazy):
        raise Problem("an object is needed here")
    made: dict[str, Datum] = {}
    maybe: dict[str, Unknown] = {}
    for name, kind in to.attributes.items():
        found = attribute(value, name, frame)
        if isinstance(value, OpenMap) and name in value.maybe:
            maybe[name] = value.maybe[name]
        missing = isinstance(value, dict) and name not in value and not _may_hold(value)
        if missing or found is None:
            if missing and name not in to.optional:
                raise Problem(f"the attribute `{name}` is missing")
            default = to.optional.get(name)
            found = default(frame) if default is not None else None
        made[name] = convert(found, kind, frame)
        if isinstance(made[name], Failure):
            return made[name]
    return OpenMap(made, maybe) if maybe else made


def _may_hold(value: dict[str, Datum]) -> bool:
    return isinstance(value, OpenMap) and value.more is not None
