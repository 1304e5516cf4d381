"""The Bicep files of a tree as tables of what they declare and import."""

from __future__ import annotations

import posixpath
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Source
from ringfence.readers.tree import Tree, Unreadable, decode
from ringfence.syntax.bicep.parser import parse
from ringfence.syntax.bicep.tree import (
    Declaration,
    Expression,
    Fault,
    File,
    For,
    Function,
    If,
    Import,
    Literal,
    Module,
    Object,
    Param,
    Property,
    Resource,
    TypeDeclaration,
    Variable,
)

KEPT_TEXT: Final = 64 << 20
"""Characters of Bicep text whose trees are kept."""

MAX_BYTES: Final = 64 << 20
"""Largest file that is read. The vendor's templates end at 4 MB."""

_NAMED: Final = (Param, Variable, TypeDeclaration, Function, Resource, Module)


@dataclass(slots=True, eq=False)
class Symbol:
    """A resource or module that a file declares.

    `path` is its name, with the names around it (`store::blob`). `above` is the resource in whose
    body it stands.
    """

    path: str
    declared: Resource | Module
    unit: Unit
    above: Symbol | None = None
    loop: For | None = None
    condition: Expression | None = None
    body: Object = field(default_factory=lambda: Object(()))
    nested: dict[str, Symbol] = field(default_factory=dict)

    def property(self, name: str) -> Expression | None:
        """Return a property of the body, as written; the last one of this name."""
        found = None
        for member in self.body.members:
            if isinstance(member, Property) and member.key == name:
                found = member.value
        return found

    def around(self) -> Iterator[Symbol]:
        """Yield this and the symbols whose bodies it stands in, inside out."""
        here: Symbol | None = self
        while here is not None:
            yield here
            here = here.above


@dataclass(slots=True, eq=False)
class Unit:
    """One file: `table` are its declarations by name, `imported` names by what they are elsewhere.

    `symbols` are its resources and modules by path. `spaces` are imports of whole files.
    """

    file: File
    table: dict[str, Declaration] = field(default_factory=dict)
    imported: dict[str, tuple[Import, str]] = field(default_factory=dict)
    spaces: dict[str, Import] = field(default_factory=dict)
    symbols: dict[str, Symbol] = field(default_factory=dict)
    kinds: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """What is known of its types (`types.Kind`)."""

    @property
    def name(self) -> str:
        """The name of the file in the tree."""
        return self.file.name

    def source(self, at: int) -> Source:
        """Return the place of an offset."""
        return Source(self.name, self.file.line(at))

    def modules(self) -> Iterator[str]:
        """Yield the files of the tree that its modules are, whether or not they are there."""
        for symbol in self.symbols.values():
            if isinstance(symbol.declared, Module) and isinstance(symbol.declared.path, Literal):
                local = self.local(str(symbol.declared.path.value))
                if local is not None:
                    yield local

    def local(self, path: str) -> str | None:
        """Return the name in the tree of a path that is relative to this file.

        None for references to registries and template specs, and for paths out of the tree.
        """
        if is_remote(path):
            return None
        joined = posixpath.normpath(posixpath.join(self.name.rpartition("/")[0], path))
        return None if joined.startswith(("../", "/")) or joined == ".." else joined


def is_remote(path: str) -> bool:
    """Tell whether a module path names a registry (`br:`, `br/`) or a template spec (`ts:`)."""
    return path.startswith(("br:", "br/", "ts:", "ts/"))


def unit_of(name: str, text: str) -> Unit:
    """Return the table of one file."""
    unit = Unit(parse(name, text))
    for declared in unit.file.declarations:
        if (
            isinstance(declared, _NAMED)
            and unit.table.setdefault(declared.name, declared) is not declared
        ):
            unit.file.faults.append(Fault(f"`{declared.name}` is declared twice", declared.at))
        if isinstance(declared, Resource | Module):
            _enter(unit, declared, None)
        elif isinstance(declared, Import):
            for original, alias in declared.names:
                unit.imported.setdefault(alias, (declared, original))
            if declared.everything:
                unit.spaces.setdefault(declared.everything, declared)
    return unit


def _enter(unit: Unit, declared: Resource | Module, above: Symbol | None) -> None:
    path = declared.name if above is None else f"{above.path}::{declared.name}"
    if path in unit.symbols:
        if above is not None:
            unit.file.faults.append(Fault(f"`{path}` is declared twice", declared.at))
        return
    symbol = Symbol(path, declared, unit, above)
    body = declared.body
    if isinstance(body, For):
        symbol.loop, body = body, body.body
    if isinstance(body, If):
        symbol.condition, body = body.condition, body.body
    if isinstance(body, Object):
        symbol.body = body
    unit.symbols[path] = symbol
    if above is not None:
        above.nested[declared.name] = symbol
    for child in symbol.body.resources:
        _enter(unit, child, symbol)


class Units:
    """The Bicep files of a tree, parsed when asked for; trees are kept while there is room."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._kept: OrderedDict[str, Unit] = OrderedDict()
        self._size = 0

    def get(self, name: str) -> Unit:
        """Return a file. Raises Unreadable with the reason."""
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        data = self.tree.read(name)
        if len(data) > MAX_BYTES:
            raise Unreadable(f"has {len(data)} bytes; of Bicep at most {MAX_BYTES} are read")
        unit = self._kept[name] = unit_of(name, decode(data))
        self._size += len(unit.file.text)
        while len(self._kept) > 1 and self._size > KEPT_TEXT:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone.file.text)
        return unit


_LATEST: list[Units] = []


def units_of(tree: Tree) -> Units:
    """Return the Bicep files of a tree, the same for every root that is read from it in turn."""
    if not _LATEST or _LATEST[0].tree is not tree:
        _LATEST[:] = [Units(tree)]
    return _LATEST[0]
