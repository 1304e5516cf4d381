"""How one Terraform resource type becomes the provider's shape. A mapping is data.

Each module in `azurerm/` and `azuread/` (named after the type without the prefix) holds one
`MAPPING`. Its parts say which argument goes where; its `example` is run as a test. A part knows
what it reads and what it writes, so that a report can lead from a property back to the argument.

Terraform treats null as "not set"; so does every part. What is not set becomes the provider's
documented default, where the mapping names one for the provider version in use; otherwise the
property stays absent, and what that means is the vendor's default (`reference.defaults`).
Unknown values pass through as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ringfence.model.facts import ABSENT, MAYBE, Absent, Unknown, Value, members

if TYPE_CHECKING:
    from ringfence.readers.terraform.places import Place

Arguments: TypeAlias = MappingOf[str, Value]


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider configuration that an instance uses.

    `major` is the provider's major version if the constraints admit only one, else 0.
    `subscription` and `tenant` are GUIDs or context symbols.
    """

    name: str
    subscription: str
    tenant: str
    major: int = 0
    versions: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """A default that differs between major versions of the provider."""

    by_major: MappingOf[int, Value]

    def resolve(self, provider: Provider, argument: str) -> Value:
        """Return the default for the version in use, or an `Unknown` where that is not known."""
        values = list(self.by_major.values())
        if provider.major in self.by_major:
            return self.by_major[provider.major]
        if all(value == values[0] for value in values):
            return values[0]
        each = ", ".join(f"{major}.x: {value!r}" for major, value in self.by_major.items())
        pinned = provider.versions or "no version constraint"
        return Unknown(
            f"the default of `{argument}` depends on the {provider.name} version ({each}), "
            f"which is not pinned to one ({pinned})"
        )


class Part(Protocol):
    """One piece of a mapping. `reads` are argument names, `writes` property paths."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the arguments that it reads, newest first."""
        ...

    @property
    def writes(self) -> tuple[str, ...]:
        """The property paths that it writes."""
        ...

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write what `arguments` say into the body `out`."""
        ...


def argument(arguments: Arguments, names: Sequence[str]) -> tuple[Value | Absent, str]:
    """Return the first of `names` that is set, and its name; null counts as not set."""
    for name in names:
        value = arguments.get(name)
        if value is not None:
            return value, name
    return ABSENT, names[0]


def put(out: dict[str, Value], pointer: str, value: Value) -> None:
    """Write `value` at `pointer` (dots only), making the objects on the way."""
    *path, last = pointer.split(".")
    for step in path:
        inner = out.setdefault(step, {})
        if not isinstance(inner, dict):
            return  # an unknown object hides everything below it
        out = inner
    out[last] = value


Default: TypeAlias = "Value | Since | Absent"


def _default(default: Default, provider: Provider, name: str) -> Value | Absent:
    return default.resolve(provider, name) if isinstance(default, Since) else default


@dataclass(frozen=True, slots=True)
class Move:
    """An argument that becomes a property, converted if need be.

    `names` are the argument's names, newest first. `convert` maps known values; a dict maps
    literal values (anything else passes through unchanged).
    """

    names: tuple[str, ...]
    to: str
    default: Default = ABSENT
    convert: MappingOf[Any, Value] | Callable[[Any], Value] | None = None

    @property
    def reads(self) -> tuple[str, ...]:
        """The argument, under all its names."""
        return self.names

    @property
    def writes(self) -> tuple[str, ...]:
        """The property."""
        return (self.to,)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write the argument, or its default."""
        value, name = argument(arguments, self.names)
        if isinstance(value, Absent):
            value = _default(self.default, provider, name)
            if isinstance(value, Absent):
                return
        if self.convert is not None and not isinstance(value, Unknown):
            if isinstance(self.convert, MappingOf):
                value = self.convert.get(value, value) if _hashable(value) else value
            else:
                value = self.convert(value)
        put(out, self.to, value)


def _hashable(value: Value) -> bool:
    return not isinstance(value, list | dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A nested block (or object argument) that occurs at most once, with parts of its own.

    Paths inside are relative to the property `to` ("" writes into the parent). If the block is
    absent nothing is written; `absent` lists properties to write then.
    """

    names: tuple[str, ...]
    to: str
    parts: tuple[Part, ...]
    absent: MappingOf[str, Value] = field(default_factory=dict)

    @property
    def reads(self) -> tuple[str, ...]:
        """The block, under all its names."""
        return self.names

    @property
    def writes(self) -> tuple[str, ...]:
        """The property, or those of the parts where they are written into the parent."""
        if self.to:
            return (self.to,)
        return tuple(path for part in self.parts for path in part.writes)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write the properties of the block."""
        value, _ = argument(arguments, self.names)
        elements = list(members(value))
        if not elements:
            for pointer, fixed in self.absent.items():
                put(out, pointer, fixed)
            return
        element, doubt = elements[0]
        if doubt is not None or not isinstance(element, dict):
            why = doubt or Unknown(f"`{self.names[0]}` is not a block")
            for pointer in self.writes:
                put(out, pointer, why)
            return
        inner: dict[str, Value] = {} if self.to else out
        for part in self.parts:
            part.apply(element, provider, inner)
        if self.to:
            put(out, self.to, inner)


@dataclass(frozen=True, slots=True)
class Each:
    """A repeated block (or list of objects) that becomes a list of objects."""

    names: tuple[str, ...]
    to: str
    parts: tuple[Part, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The block, under all its names."""
        return self.names

    @property
    def writes(self) -> tuple[str, ...]:
        """The list."""
        return (self.to,)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write one object for every block; doubtful ones keep their doubt."""
        value, _ = argument(arguments, self.names)
        if isinstance(value, Absent):
            return
        if isinstance(value, Unknown):
            put(out, self.to, [value])
            return
        made: list[Value] = []
        for element, doubt in members(value):
            if not isinstance(element, dict):
                made.append(doubt or Unknown(f"an element of `{self.names[0]}` is no object"))
                continue
            inner: dict[str, Value] = {}
            for part in self.parts:
                part.apply(element, provider, inner)
            if doubt is not None:
                inner[MAYBE] = doubt
            made.append(inner)
        put(out, self.to, made)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of scalars that becomes a list of what `make` returns for each of them."""

    names: tuple[str, ...]
    to: str
    make: Callable[[Value], Value]

    @property
    def reads(self) -> tuple[str, ...]:
        """The argument, under all its names."""
        return self.names

    @property
    def writes(self) -> tuple[str, ...]:
        """The list."""
        return (self.to,)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write the list; an unknown list becomes a list that may hold anything."""
        del provider
        value, _ = argument(arguments, self.names)
        if isinstance(value, Absent):
            return
        put(
            out,
            self.to,
            [
                element if isinstance(element, Unknown) else self.make(element)
                for element, _ in members(value)
            ],
        )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A property that this resource type always has."""

    to: str
    value: Value

    @property
    def reads(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def writes(self) -> tuple[str, ...]:
        """The property."""
        return (self.to,)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write the value."""
        del arguments, provider
        put(out, self.to, self.value)


@dataclass(frozen=True, slots=True)
class Computed:
    """Properties that need more than one argument, or code. Keep these few.

    `make` gets the arguments and the provider and returns property paths with their values.
    """

    reads: tuple[str, ...]
    writes: tuple[str, ...]
    make: Callable[[Arguments, Provider], MappingOf[str, Value]]

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write whatever `make` returns."""
        for pointer, value in self.make(arguments, provider).items():
            put(out, pointer, value)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a mapping writes into another resource (see `harvest.Fold`).

    `target` is the argument that holds the other resource's id, `types` its possible types.
    `parts` write a body whose property at `take` ("" for the whole body) is what is folded in.
    """

    target: str
    types: tuple[str, ...]
    pointer: str
    mode: str
    parts: tuple[Part, ...]
    take: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A nested block that is a resource of its own in the provider (a replica, a subnet).

    Every element becomes a child of type `arm` under the declared resource, in `middle`, named by
    its argument `name`. Its address is the parent's, its evidence points into the block.
    """

    names: tuple[str, ...]
    arm: str
    middle: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A configuration and what the mapping must make of it: property paths and values.

    `expect` paths start at the body; `child:<type>:<path>` looks into an inline child and
    `fold:<pointer>` at what is folded elsewhere. `ABSENT` asserts absence.
    """

    hcl: str
    expect: MappingOf[str, Any]
    provider: int = 4


@dataclass(frozen=True, slots=True)
class Mapping:
    """One Terraform resource type.

    `computed` names attributes that other blocks may refer to, as templates over `{id}`, `{name}`,
    `{principal}` and `{client}`; any other attribute that is not an argument is a symbol of the
    instance. `page` is the provider's reference page.
    """

    terraform: str
    arm: str
    place: Place
    page: str
    parts: tuple[Part, ...] = ()
    inline: tuple[Inline, ...] = ()
    pieces: tuple[Piece, ...] = ()
    only_piece: bool = False
    computed: MappingOf[str, str] = field(default_factory=dict)
    name: str = "name"
    examples: tuple[Example, ...] = ()


LOCATION = Move(("location",), "location")
TAGS = Move(("tags",), "tags")
COMMON = (LOCATION, TAGS)


def enabled(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a boolean that ARM spells Enabled or Disabled."""
    return Move(names, to, default, {True: "Enabled", False: "Disabled"})


def inverted(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a boolean whose meaning ARM inverts (`localAuth` / `disableLocalAuth`).

    The default, if any, is the Terraform one.
    """
    return Move(names, to, default, {True: False, False: True})


def reference(*names: str, to: str) -> Move:
    """Return a part for the id of another resource, written as ARM's `{"id": ...}`."""
    return Move(names, f"{to}.id")
