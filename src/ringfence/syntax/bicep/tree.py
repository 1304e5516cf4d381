"""The tree of one Bicep file: declarations, expressions, types.

`at` is the offset of the first character of a node in the text of the file (`File.text`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TypeAlias

# Expressions


@dataclass(slots=True)
class Literal:
    """A constant: null, bool, whole number or text without interpolation."""

    value: None | bool | int | str
    at: int = 0


@dataclass(slots=True)
class Interpolated:
    """A text with `${}` in it: texts and expressions in turn."""

    parts: tuple[str | Expression, ...]
    at: int = 0


@dataclass(slots=True)
class Spread:
    """`...of` in an array or an object."""

    of: Expression
    at: int = 0


@dataclass(slots=True)
class Array:
    """`[a, ...b]`."""

    items: tuple[Expression | Spread, ...]
    at: int = 0


@dataclass(slots=True)
class Property:
    """`key: value`; the key is a text, or an `Interpolated`."""

    key: str | Interpolated
    value: Expression
    at: int = 0


@dataclass(slots=True)
class Object:
    """`{...}`; `resources` are the ones nested in the body of a resource."""

    members: tuple[Property | Spread, ...]
    resources: tuple[Resource, ...] = ()
    at: int = 0


@dataclass(slots=True)
class Name:
    """The name of a parameter, variable, resource, module, import, namespace or lambda variable."""

    name: str
    at: int = 0


@dataclass(slots=True)
class Access:
    """`of.name`; `safe` is `of.?name`."""

    of: Expression
    name: str
    safe: bool = False
    at: int = 0


@dataclass(slots=True)
class Index:
    """`of[key]`; `safe` is `of[?key]`, `from_end` `of[^key]`."""

    of: Expression
    key: Expression
    safe: bool = False
    from_end: bool = False
    at: int = 0


@dataclass(slots=True)
class Nested:
    """`of::name`: a resource that is declared in the body of another."""

    of: Expression
    name: str
    at: int = 0


@dataclass(slots=True)
class Call:
    """`name(arguments)`; with `of` it is `of.name(arguments)`."""

    name: str
    arguments: tuple[Expression, ...]
    of: Expression | None = None
    at: int = 0


@dataclass(slots=True)
class Unary:
    """`!of` and `-of`."""

    operator: str
    of: Expression
    at: int = 0


@dataclass(slots=True)
class Binary:
    """`left operator right`."""

    operator: str
    left: Expression
    right: Expression
    at: int = 0


@dataclass(slots=True)
class Ternary:
    """`condition ? then : otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    at: int = 0


@dataclass(slots=True)
class NonNull:
    """`of!`."""

    of: Expression
    at: int = 0


@dataclass(slots=True)
class Lambda:
    """`(a, b) => body`."""

    parameters: tuple[str, ...]
    body: Expression
    at: int = 0


@dataclass(slots=True)
class For:
    """`[for (item, index) in collection: body]`; `index` may be empty."""

    item: str
    index: str
    collection: Expression
    body: Expression
    at: int = 0


@dataclass(slots=True)
class If:
    """`if (condition) body`, the value of a resource or module or the body of a loop over them."""

    condition: Expression
    body: Expression
    at: int = 0


Expression: TypeAlias = (
    Literal | Interpolated | Array | Object | Name | Access | Index | Nested | Call | Unary
    | Binary | Ternary | NonNull | Lambda | For | If
)  # fmt: skip

# Types


@dataclass(slots=True)
class TypeName:
    """A type by its name: built in (`string`), declared or imported; `parts` are what follows.

    `alias.name` has the part `name`, `name[*]` the part `*`, `name[0]` the part `0`.
    """

    name: str
    parts: tuple[str, ...] = ()
    at: int = 0


@dataclass(slots=True)
class TypeCall:
    """`resourceInput<'...'>`, `resourceOutput<'...'>`, `resource<'...'>`, with what follows."""

    name: str
    arguments: tuple[Type, ...]
    parts: tuple[str, ...] = ()
    at: int = 0


@dataclass(slots=True)
class TypeLiteral:
    """A type with one value; a text with interpolation has the value None and `open` set."""

    value: None | bool | int | str
    open: bool = False
    at: int = 0


@dataclass(slots=True)
class TypeUnion:
    """`a | b`."""

    members: tuple[Type, ...]
    at: int = 0


@dataclass(slots=True)
class TypeArray:
    """`of[]`."""

    of: Type
    at: int = 0


@dataclass(slots=True)
class TypeTuple:
    """`[a, b]`."""

    items: tuple[Type, ...]
    at: int = 0


@dataclass(slots=True)
class TypeMember:
    """One property of an object type; the key `*` stands for all others."""

    key: str
    type: Type
    decorators: tuple[Expression, ...] = ()
    at: int = 0


@dataclass(slots=True)
class TypeObject:
    """`{ name: type }`."""

    members: tuple[TypeMember, ...]
    at: int = 0


@dataclass(slots=True)
class TypeNullable:
    """`of?`."""

    of: Type
    at: int = 0


Type: TypeAlias = (
    TypeName | TypeCall | TypeLiteral | TypeUnion | TypeArray | TypeTuple | TypeObject
    | TypeNullable
)  # fmt: skip


# Declarations: `decorators` are calls and names without `@`; `end` is the offset after the last
# character.


@dataclass(slots=True)
class Metadata:
    """`metadata name = value`."""

    name: str
    value: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class TargetScope:
    """`targetScope = 'subscription'`."""

    value: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Param:
    """`param name type = default`; in `.bicepparam` `param name = value` has no type."""

    name: str
    type: Type | None
    default: Expression | None
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Variable:
    """`var name type = value`."""

    name: str
    value: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class TypeDeclaration:
    """`type name = type`."""

    name: str
    type: Type
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Function:
    """`func name(parameter type) type => body`."""

    name: str
    parameters: tuple[str, ...]
    body: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Resource:
    """`resource name 'type@version' existing = body`; nested ones are in the body's `resources`."""

    name: str
    type: Expression
    existing: bool
    body: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Module:
    """`module name 'path' = body`."""

    name: str
    path: Expression
    body: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Output:
    """`output name type = value`."""

    name: str
    type: Type | None
    value: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Import:
    """`import {name as alias} from 'path'`; with `everything` it is `import * as everything`."""

    names: tuple[tuple[str, str], ...]
    everything: str
    path: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Extension:
    """`extension name with {...} as alias`, also as `provider` and `import 'name'`."""

    name: Expression
    config: Expression | None
    alias: str
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Using:
    """`using 'path'` of a `.bicepparam`; None is `using none`."""

    path: Expression | None
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Extends:
    """`extends 'path'` of a `.bicepparam`."""

    path: Expression
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


@dataclass(slots=True)
class Unused:
    """A declaration that deploys nothing: `assert`, `test`, `extensionConfig`."""

    keyword: str
    name: str
    decorators: tuple[Expression, ...] = ()
    at: int = 0
    end: int = 0


Declaration: TypeAlias = (
    Metadata | TargetScope | Param | Variable | TypeDeclaration | Function | Resource | Module
    | Output | Import | Extension | Using | Extends | Unused
)  # fmt: skip


@dataclass(slots=True)
class Fault:
    """A place that is not valid; `what` is one clause. What is declared there is lost."""

    what: str
    at: int


@dataclass(slots=True)
class File:
    """One file: its text, its declarations in order and the places that could not be read."""

    name: str
    text: str
    declarations: list[Declaration] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list, repr=False)

    def line(self, at: int) -> int:
        """Return the line (1-based) of an offset."""
        if not self._starts:
            starts = [0]
            found = self.text.find("\n")
            while found >= 0:
                starts.append(found + 1)
                found = self.text.find("\n", found + 1)
            self._starts = starts
        return bisect_right(self._starts, at)
