"""The parts of mappings: which argument becomes which property, and back again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ringfence.model.facts import ABSENT, MAYBE, Absent, Unknown, Value, members
from ringfence.readers.terraform.evaluation.values import Encoded
from ringfence.readers.terraform.mapping import (
    Arguments,
    Part,
    Provider,
    Since,
    argument,
    doubted,
    put,
    trace,
)

Default: TypeAlias = "Value | Since | Absent"
Convert: TypeAlias = "MappingOf[Any, Value] | Callable[[Any], Value]"


def _below(pointer: str, path: str) -> str | None:
    """Return what `pointer` adds to `path`: "" if equal or above it, None if beside it."""
    if pointer == path or path.startswith(pointer + "."):
        return ""
    if pointer.startswith((path + ".", path + "[")):
        return pointer[len(path) :]
    return None


def _set(names: Sequence[str], arguments: Arguments) -> str:
    """Return the name of the argument that is set, "" if none is."""
    value, name = argument(arguments, names)
    return "" if isinstance(value, Absent) else name


@dataclass(frozen=True, slots=True)
class Move:
    """An argument that becomes a property, converted if need be.

    `names` are the argument's names, newest first. `convert` maps known values; a dict maps
    literal values (anything else passes through unchanged). A `document` is a text that encodes
    a structure: if parts of it are unknown, the structure with these parts is converted.
    """

    names: tuple[str, ...]
    to: str
    default: Default = ABSENT
    convert: Convert | None = None
    document: bool = False

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
            default = self.default
            value = default.resolve(provider, name) if isinstance(default, Since) else default
            if isinstance(value, Absent):
                return
        if self.document and isinstance(value, Encoded):
            value = value.structure
        if self.convert is not None and not isinstance(value, Unknown):
            value = _converted(value, self.convert)
        put(out, self.to, value)

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the argument; what lies inside an unconverted value keeps its path."""
        rest = _below(pointer, self.to)
        if rest is None:
            return None
        name = _set(self.names, arguments)
        return name + rest if name and self.convert is None else name


def _converted(value: Value, convert: Convert) -> Value:
    if not isinstance(convert, MappingOf):
        return convert(value)
    return value if isinstance(value, list | dict) else convert.get(value, value)


@dataclass(frozen=True, slots=True)
class Block:
    """A nested block (or object argument) that occurs at most once, with parts of its own.

    Paths inside are relative to the property `to` ("" writes into the parent). If the block is
    absent, `absent` lists what is written then.
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
            why: Value = doubted(doubt, f"`{self.names[0]}` is not a block")
            for pointer in (*self.writes, *self.absent):
                put(out, pointer, why)
            return
        inner: dict[str, Value] = {} if self.to else out
        for part in self.parts:
            part.apply(element, provider, inner)
        if self.to:
            put(out, self.to, inner)

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the argument inside the block."""
        name = _set(self.names, arguments)
        if self.to:
            rest = _below(pointer, self.to)
            if rest is None:
                return None
            return _inside(self.parts, arguments, name, 0, rest.removeprefix(".")) if name else ""
        if not any(_below(pointer, path) is not None for path in self.writes):
            return None
        return _inside(self.parts, arguments, name, 0, pointer) if name else ""


def _inside(
    parts: Sequence[Part], arguments: Arguments, name: str, index: int, pointer: str
) -> str:
    """Return the path of an argument in block `name`, the `index`-th of its kind."""
    value: Value = arguments.get(name)
    element: Value
    if not isinstance(value, list):
        prefix, element = name, value  # an object argument, written without brackets
    else:
        prefix, element = f"{name}[{index}]", value[index] if index < len(value) else None
    if not isinstance(element, dict) or not pointer:
        return prefix
    inner = trace(parts, pointer, element)
    return f"{prefix}.{inner}" if inner else prefix


def _index(rest: str) -> tuple[int, str]:
    """Split `[2].name` into 2 and `name`."""
    number, _, tail = rest.removeprefix("[").partition("]")
    return int(number), tail.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Each:
    """A repeated block (or list of objects) that becomes a list of objects.

    With several names all of them are read, one after the other: a provider that renamed the
    block accepts both for a while.
    """

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
        made = self.elements(arguments, provider)
        if made is not None:
            put(out, self.to, made)

    def elements(self, arguments: Arguments, provider: Provider) -> list[Value] | None:
        """Return the list, None if no block is set."""
        made: list[Value] | None = None
        for name in self.names:
            value = arguments.get(name)
            if value is not None:
                made = [] if made is None else made
                for element, doubt in members(value):
                    made.append(self._one(element, doubt, provider))
        return made

    def _one(self, element: Value, doubt: Unknown | None, provider: Provider) -> Value:
        if not isinstance(element, dict):
            return doubted(doubt, f"an element of `{self.names[0]}` is no object")
        inner: dict[str, Value] = {}
        for part in self.parts:
            part.apply(element, provider, inner)
        if doubt is not None:
            inner[MAYBE] = doubt
        return inner

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the argument inside the block of the same number."""
        rest = _below(pointer, self.to)
        if rest is None:
            return None
        if not rest.startswith("["):
            return _set(self.names, arguments)
        index, tail = _index(rest)
        for name in self.names:
            value = arguments.get(name)
            if value is None:
                continue
            count = len(value) if isinstance(value, list) else 1
            if index < count:
                return _inside(self.parts, arguments, name, index, tail)
            index -= count
        return _set(self.names, arguments)


@dataclass(frozen=True, slots=True)
class Joined:
    """Repeated blocks of several kinds that become one list, one kind after the other."""

    to: str
    kinds: tuple[Each, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """All the blocks."""
        return tuple(name for kind in self.kinds for name in kind.names)

    @property
    def writes(self) -> tuple[str, ...]:
        """The list."""
        return (self.to,)

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write one list for all kinds."""
        made: list[Value] = []
        for kind in self.kinds:
            made += kind.elements(arguments, provider) or ()
        if made:
            put(out, self.to, made)

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the argument inside the block that the element came from."""
        rest = _below(pointer, self.to)
        if rest is None:
            return None
        if not rest.startswith("["):
            return ""
        index, tail = _index(rest)
        for kind in self.kinds:
            count = sum(1 for name in kind.names for _ in members(arguments.get(name)))
            if index < count:
                inner = f"{kind.to}[{index}]"
                return kind.trace(f"{inner}.{tail}" if tail else inner, arguments)
            index -= count
        return ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of scalars that becomes a list of what `make` returns for each of them."""

    names: tuple[str, ...]
    to: str
    make: Callable[[Any], Value]

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

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the element of the same number."""
        rest = _below(pointer, self.to)
        if rest is None:
            return None
        name = _set(self.names, arguments)
        return f"{name}[{_index(rest)[0]}]" if name and rest.startswith("[") else name


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

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the block: no argument says it."""
        del arguments
        return None if _below(pointer, self.to) is None else ""


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

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the first argument that is set."""
        if all(_below(pointer, path) is None for path in self.writes):
            return None
        return _set(self.reads, arguments) if self.reads else ""
