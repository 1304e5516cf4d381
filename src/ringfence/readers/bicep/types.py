"""What a type says about the values of a parameter, as ARM templates say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ringfence.readers.bicep.units import Unit, Units
from ringfence.readers.tree import Unreadable
from ringfence.syntax.bicep.tree import (
    Access,
    Call,
    Expression,
    Import,
    Literal,
    Name,
    Type,
    TypeArray,
    TypeDeclaration,
    TypeLiteral,
    TypeName,
    TypeNullable,
    TypeObject,
    TypeTuple,
    TypeUnion,
)

MAX_ALIASES: Final = 50
"""Most types that are followed from name to name."""

MAX_VALUES: Final = 1000
"""Most values that a type lists; of one with more it is not known which they are."""

_KINDS: Final = {bool: "bool", int: "int", str: "string"}
_BASIC: Final = frozenset({"string", "int", "bool", "array", "object"})


@dataclass(slots=True)
class Kind:
    """A type as far as it matters: the ARM type (lower case, "" if not known), whether null is one
    of its values, whether its values are secret, and all its values where it lists them."""

    name: str = ""
    nullable: bool = False
    secret: bool = False
    values: list[Any] | None = None

    def definition(self) -> dict[str, Any]:
        """Return the definition of a template's parameter."""
        name = self.name or "any"
        if self.secret:
            name = "secureobject" if self.name == "object" else "securestring"
        made: dict[str, Any] = {"type": name}
        if self.nullable:
            made["nullable"] = True
        if self.values is not None:
            made["allowedValues"] = self.values
        return made


def decorated(decorators: tuple[Expression, ...], name: str) -> Call | Name | None:
    """Return the decorator of this name (`@secure()`, `@sys.secure()`), None if there is none."""
    for each in decorators:
        if isinstance(each, Call | Name) and each.name == name:
            return each
        if isinstance(each, Access) and each.name == name:
            return Name(name)
    return None


def kind_of(
    type_: Type | None, decorators: tuple[Expression, ...], unit: Unit, units: Units
) -> Kind:
    """Return what a type says. Names are followed through aliases and imports."""
    made = _kind(type_, unit, units, MAX_ALIASES)
    made.secret = made.secret or _is_secure(decorators)
    allowed = decorated(decorators, "allowed")
    if isinstance(allowed, Call) and made.values is None:
        made.values = _literals(allowed)
    return made


def _literals(allowed: Call) -> list[Any] | None:
    """Return the values of `@allowed([...])`, None if one of them is no literal."""
    items = getattr(allowed.arguments[0], "items", None) if allowed.arguments else None
    if not items or not all(isinstance(each, Literal) for each in items):
        return None
    return [each.value for each in items]


def _kind(type_: Type | None, unit: Unit, units: Units, left: int) -> Kind:
    if isinstance(type_, TypeNullable):
        made = _kind(type_.of, unit, units, left)
        return Kind(made.name, True, made.secret, made.values)
    if isinstance(type_, TypeLiteral):
        values = None if type_.open else [type_.value]
        return Kind(_KINDS.get(type(type_.value), "string" if type_.open else ""), values=values)
    if isinstance(type_, TypeUnion):
        return _union(type_, unit, units, left)
    if isinstance(type_, TypeArray | TypeTuple):
        return Kind("array")
    if isinstance(type_, TypeObject):
        return Kind("object")
    if isinstance(type_, TypeName) and left:
        return _named(type_, unit, units, left - 1)
    return Kind()


def _union(type_: TypeUnion, unit: Unit, units: Units, left: int) -> Kind:
    kinds = [_kind(each, unit, units, left) for each in type_.members]
    names = {kind.name for kind in kinds if kind.values != [None]}
    values: list[Any] | None = []
    for kind in kinds:
        if values is not None:
            values = None if kind.values is None else _joined(values, kind.values)
    nullable = any(kind.nullable or kind.values == [None] for kind in kinds)
    name = names.pop() if len(names) == 1 else ""
    return Kind(name, nullable, any(kind.secret for kind in kinds), values or None)


def _joined(left: list[Any], right: list[Any]) -> list[Any] | None:
    made = left + [each for each in right if each not in left]
    return made if len(made) <= MAX_VALUES else None


def _named(type_: TypeName, unit: Unit, units: Units, left: int) -> Kind:
    name, parts = type_.name, type_.parts
    if name == "sys" and len(parts) == 1:
        name, parts = parts[0], ()
    found = _declared(name, parts, unit, units)
    if found is not None:
        declared, there, rest = found
        key = (declared.name, *rest)
        known = there.kinds.get(key)
        if known is None:
            there.kinds[key] = Kind()  # what a type that holds itself finds there
            if rest:
                known = _member(declared, rest, there, units, left)
            else:
                known = _kind(declared.type, there, units, left)
                known = replace(known, secret=known.secret or _is_secure(declared.decorators))
            there.kinds[key] = known
        return replace(known)
    if name in _BASIC and not parts:
        return Kind(name)
    return Kind({"secureString": "string", "secureObject": "object"}.get(name, ""))


def _declared(
    name: str, parts: tuple[str, ...], unit: Unit, units: Units
) -> tuple[TypeDeclaration, Unit, tuple[str, ...]] | None:
    """Return the declaration of a type, the file that it stands in and the parts that are left."""
    own = unit.table.get(name)
    if isinstance(own, TypeDeclaration):
        return own, unit, parts
    if name in unit.imported:
        declared, original = unit.imported[name]
    elif name in unit.spaces and parts:
        declared, original, parts = unit.spaces[name], parts[0], parts[1:]
    else:
        return None
    there = imported_unit(declared, unit, units)
    found = there.table.get(original) if there is not None else None
    if there is None or not isinstance(found, TypeDeclaration):
        return None
    return found, there, parts


def _member(
    declared: TypeDeclaration, parts: tuple[str, ...], unit: Unit, units: Units, left: int
) -> Kind:
    """Return the kind of a part of a declared type."""
    inner: Type = declared.type
    decorators: tuple[Expression, ...] = ()
    for part in parts:
        while isinstance(inner, TypeNullable):
            inner = inner.of
        if isinstance(inner, TypeName) and left:
            found = _declared(inner.name, inner.parts, unit, units)
            if found is None or found[2]:
                return Kind()
            inner, unit, left = found[0].type, found[1], left - 1
        if isinstance(inner, TypeObject):
            member = next((each for each in inner.members if each.key == part), None)
            if member is None:
                return Kind()
            inner, decorators = member.type, member.decorators
        elif isinstance(inner, TypeArray) and part == "*":
            inner = inner.of
        elif isinstance(inner, TypeTuple) and part.isdecimal() and int(part) < len(inner.items):
            inner = inner.items[int(part)]
        else:
            return Kind()
    made = _kind(inner, unit, units, left)
    made.secret = made.secret or _is_secure(decorators)
    return made


def _is_secure(decorators: tuple[Expression, ...]) -> bool:
    return decorated(decorators, "secure") is not None


def imported_unit(declared: Import, unit: Unit, units: Units) -> Unit | None:
    """Return the Bicep file that an import names, None if it is not to be had."""
    path = declared.path.value if isinstance(declared.path, Literal) else None
    name = unit.local(path) if isinstance(path, str) else None
    if name is None or not name.endswith((".bicep", ".bicepparam")):
        return None
    try:
        return units.get(name)
    except Unreadable:
        return None
