"""The tree of one HCL file: bodies, blocks, attributes, expressions.

Offsets are byte offsets into the file. Expressions are shared between equal pieces of text, so
they carry no place of their own: the offsets inside them (`starts`) count from the beginning of
the attribute's value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(slots=True)
class Literal:
    """A constant: null, bool, number or text without interpolation."""

    value: None | bool | int | float | str


@dataclass(slots=True)
class Template:
    """Text with interpolations and directives; the parts are joined as text."""

    parts: tuple[Expression, ...]


@dataclass(slots=True)
class TemplateIf:
    """`%{ if }`: one of two texts."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(slots=True)
class TemplateFor:
    """`%{ for }`: the text of `body`, once for every element."""

    key: str
    value: str
    collection: Expression
    body: Expression


@dataclass(slots=True)
class Name:
    """The first name of a traversal (`var`, `local`, `azurerm_subnet`, `each`)."""

    name: str


@dataclass(slots=True)
class Attr:
    """`of.name`."""

    of: Expression
    name: str


@dataclass(slots=True)
class Index:
    """`of[key]`, and the legacy `of.0`."""

    of: Expression
    key: Expression


@dataclass(slots=True)
class Splat:
    """`of[*]` or `of.*`: `each` is applied to every element, which it reads as `Element`."""

    of: Expression
    each: Expression


@dataclass(slots=True)
class Element:
    """The element that the innermost splat is at."""


@dataclass(slots=True)
class TupleOf:
    """`[a, b]`. `starts` are the offsets of the items within the attribute's value."""

    items: tuple[Expression, ...]
    starts: tuple[int, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class ObjectOf:
    """`{k = v}`. Bare keys are literals. `starts` are the offsets of the keys."""

    items: tuple[tuple[Expression, Expression], ...]
    starts: tuple[int, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class ForTuple:
    """`[for key, value in collection : result if condition]`; `key` may be empty."""

    key: str
    value: str
    collection: Expression
    result: Expression
    condition: Expression | None


@dataclass(slots=True)
class ForObject:
    """`{for key, value in collection : name => result if condition}`; `group` is `...`."""

    key: str
    value: str
    collection: Expression
    name: Expression
    result: Expression
    condition: Expression | None
    group: bool


@dataclass(slots=True)
class Call:
    """A function call; `expand` says that the last argument was followed by `...`."""

    name: str
    arguments: tuple[Expression, ...]
    expand: bool = False


@dataclass(slots=True)
class Unary:
    """`-of` or `!of`."""

    operator: str
    of: Expression


@dataclass(slots=True)
class Binary:
    """`left operator right`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True)
class Conditional:
    """`condition ? then : otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(slots=True)
class Broken:
    """An expression that is not valid; `what` says why in one clause."""

    what: str


Expression: TypeAlias = (
    Literal
    | Template
    | TemplateIf
    | TemplateFor
    | Name
    | Attr
    | Index
    | Splat
    | Element
    | TupleOf
    | ObjectOf
    | ForTuple
    | ForObject
    | Call
    | Unary
    | Binary
    | Conditional
    | Broken
)


@dataclass(slots=True, eq=False)
class Attribute:
    """`name = value`. `start` to `end` is all of it, `value_start` to `end` the value."""

    name: str
    value: Expression
    line: int
    start: int
    value_start: int
    end: int


@dataclass(slots=True, eq=False)
class Body:
    """The inside of a file or block: attributes by name, blocks in order."""

    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Block:
    """`type "label" { body }`. `start` to `end` is all of it; `line` to `last` are its lines."""

    type: str
    labels: tuple[str, ...]
    body: Body
    line: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not valid. `what` is one clause; line and column are 1-based."""

    line: int
    column: int
    what: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that the reader asked for (see `parser.MARK`): its text without the markers.

    `at` is where it stands in the JSON syntax, whose lines tell little; -1 elsewhere.
    """

    line: int
    text: str
    at: int = -1


@dataclass(slots=True, eq=False)
class File:
    """One parsed file. `json` tells the JSON variant, where `{}` is a block or an object."""

    name: str
    data: bytes
    body: Body
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    json: bool = False
