"""The trees of both sides of a pair: neither sees the other.

Two things that the compiler had are given back to the source: modules of registries, which it puts
whole into what it makes (they are taken out of there and laid out as a restore cache); and, on a
second try, the line ends of a Windows checkout, which loaded files and texts of several lines keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ringfence.readers.arm.template import member
from ringfence.readers.bicep.lowering import Lowering
from ringfence.readers.bicep.registry import NotRestored, Registry
from ringfence.readers.bicep.resources import DEPLOYMENTS
from ringfence.readers.bicep.scope import literal
from ringfence.readers.bicep.texts import plain
from ringfence.readers.bicep.units import Unit, Units, is_remote
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.bicep.tree import Literal, Module, Param
from ringfence.syntax.jsontext import decode

CACHE = ".restored"


class Side(Tree):
    """A part of a tree, with files of its own; with `windows` texts have the line ends of Windows."""

    __slots__ = ("own", "windows")

    def __init__(self, whole: Tree) -> None:
        super().__init__(whole.base)
        self.own: dict[str, bytes] = {}
        self.windows = False

    def add(self, own: dict[str, bytes]) -> None:
        """Replace the files of its own."""
        for name in self.own:
            del self.files[name]
        self.own = own
        self.files |= {name: self.base / name for name in own}

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        data = self.own[name] if name in self.own else super().read(name)
        if self.windows and not name.endswith(".sh"):
            data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return data


def values(whole: Tree, compiled: str) -> dict[str, str]:
    """Return the values of the parameter file beside a product, as `--var` takes them."""
    name = f"{compiled.removesuffix('.json')}.parameters.json"
    if name not in whole.files:
        return {}
    stated = member(decode(whole.read(name)).value, "parameters") or {}
    found = {key: member(entry, "value") for key, entry in stated.items()}
    return {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in found.items()
        if value is not None
    }


def split(whole: Tree, products: set[str]) -> tuple[Side, Side]:
    """Return the side of the sources and that of their products, without parameter files."""
    sources, compiled = Side(whole), Side(whole)
    for name, path in whole.files.items():
        if "parameters" in name.rpartition("/")[2].lower() or name.endswith(".bicepparam"):
            continue
        if not name.endswith(".bicep"):
            compiled.files[name] = path
        if name not in products:
            sources.files[name] = path
    return sources, compiled


def stale(side: Side, source: str, compiled: bytes) -> str:
    """Return why a product cannot have been made of its source as it stands, "" if it can.

    The compiler keeps the names of parameters, their literal defaults, and the API versions.
    """
    units = Units(side)
    try:
        unit, template = units.get(source), decode(compiled).value
    except Unreadable:
        return ""
    made = member(template, "parameters") or {}
    stated = {d.name: d for d in unit.file.declarations if isinstance(d, Param)}
    if stated.keys() != made.keys() and not unit.file.faults:
        return f"has other parameters: {', '.join(sorted(stated.keys() ^ made.keys()))}"
    for name, declared in stated.items():
        if isinstance(declared.default, Literal):
            ours, theirs = declared.default.value, member(made[name], "defaultValue")
            if type(ours) is type(theirs) is str and plain(ours) != theirs:
                return f"has another default of `{name}`"
    lowered = Lowering(unit, units).run()["resources"].values()
    versions = {
        _versioned(each)
        for each in lowered
        if not each.get("existing") and "import" not in each and each["type"] != DEPLOYMENTS
    }
    missing = versions - {_versioned(each) for each in _resources(template)}
    return f"has no {sorted(missing)[0]}" if missing else ""


def _versioned(resource: Any) -> str:
    type_, version = member(resource, "type"), member(resource, "apiVersion")
    return f"{str(type_).lower()}@{version}"


def _resources(template: Any) -> list[Any]:
    resources = member(template, "resources")
    return list(resources.values()) if isinstance(resources, dict) else list(resources or ())


def restored(side: Side, source: str, compiled: bytes) -> dict[str, bytes]:
    """Return a restore cache of the registry modules that a source calls."""
    units, registry = Units(side), Registry(side, "")
    try:
        found = _modules(units, units.get(source), decode(compiled).value, 0)
        made = {}
        for linking, reference, template in found:
            key = registry._key(reference, linking)  # noqa: SLF001 - where a cache keeps it is its own matter
            made[f"{CACHE}/{key}/main.json"] = json.dumps(template).encode()
    except (NotRestored, Unreadable):
        return {}
    return made


def _modules(
    units: Units, unit: Unit, template: Any, depth: int
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield calling file, reference and template of every registry module, nested ones too."""
    symbols = [s for s in unit.symbols.values() if isinstance(s.declared, Module)]
    if not symbols or depth > 10:
        return
    names = {path: raw["name"] for path, raw in Lowering(unit, units).run()["resources"].items()}
    for symbol in symbols:
        assert isinstance(symbol.declared, Module)
        nested = _nested(template, symbol.path, names.get(symbol.path))
        path = literal(symbol.declared.path)
        if nested is None:
            continue
        if is_remote(path):
            yield unit.name, path, nested
            continue
        name = unit.local(path)
        if name is not None and name.endswith(".bicep"):
            yield from _modules(units, units.get(name), nested, depth + 1)


def _nested(template: Any, path: str, name: Any) -> dict[str, Any] | None:
    """Return the template of the deployment that a module became: by symbol, or by its name."""
    resources = member(template, "resources")
    if isinstance(resources, dict):
        listed = [member(resources, path)]
    else:
        listed = [
            each
            for each in resources or ()
            if member(each, "type") == "Microsoft.Resources/deployments"
            and (
                _plain(member(each, "name")) in (_plain(name), path)
                or member(member(each, "copy"), "name") == path
            )
        ]
    for each in listed:
        found = member(member(each, "properties"), "template")
        if isinstance(found, dict):
            return found
    return None


def _plain(text: Any) -> str:
    return "".join(str(text).split())
