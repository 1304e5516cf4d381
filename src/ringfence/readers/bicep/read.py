"""The Bicep files of a tree: which are roots, and what each declares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ringfence.readers.arm.read import read_with
from ringfence.readers.arm.template import TemplateFile, Texts
from ringfence.readers.bicep.file import BicepFile
from ringfence.readers.bicep.params import params_of
from ringfence.readers.bicep.units import Unit, units_of
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree, Unreadable

READER: Final = "bicep"

LIMITS: Final = (
    "Types say whether a parameter may be null or is secret, and its value where there is only one;"
    " values are not checked against them.",
    "What an extension other than Microsoft Graph and Kubernetes deploys is a gap.",
    "Modules of registries and template specs are read from restore caches only; of what is imported"
    " from them, values and functions are not known.",
    "Parameter files: what the environment, a vault or the deploying tool gives is not known, nor are"
    " values that refer to those of an extended file by `base`.",
    "`@onlyIfNotExists()` is not modelled: the resource is taken as it is written.",
    "Local deployments (`targetScope = 'local'`), tests and assertions are not read.",
    "`loadJsonContent` and `loadYamlContent` follow queries of names and indexes, no filters.",
)


def opened(texts: Texts, name: str) -> TemplateFile:
    """Open a file that a deployment is made of. Raises Unreadable or JsonError."""
    return BicepFile(texts, name) if name.endswith(".bicep") else TemplateFile(texts, name)


def roots(tree: Tree, names: Iterable[str]) -> tuple[list[str], set[str]]:
    """Return which of these Bicep files are roots, and all files of the tree that are modules.

    Roots are what no other file names as its module, and what a parameter file deploys; of a circle
    of files the first is one. A file that deploys nothing is none (it only shares types, functions,
    variables).
    """
    units = units_of(tree)
    listed = sorted(names)
    links: dict[str, set[str]] = {}
    empty: set[str] = set()
    for name in listed:
        try:
            unit = units.get(name)
        except Unreadable:
            links[name] = set()
            continue
        links[name] = set(unit.modules()) - {name}
        if _shares_only(unit):
            empty.add(name)
    linked = {target for targets in links.values() for target in targets}
    found = [name for name in listed if name not in linked]
    reached = _reached(found, links)
    for name in listed:
        if name not in reached:
            found.append(name)
            reached |= _reached([name], links)
    found += [name for name in params_of(tree).files if name in links]
    return sorted({name for name in found if name not in empty}), linked


def _reached(start: list[str], links: dict[str, set[str]]) -> set[str]:
    seen = set(start)
    waiting = list(start)
    while waiting:
        for target in links.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _shares_only(unit: Unit) -> bool:
    """Tell whether a file surely deploys nothing."""
    return not unit.symbols and not unit.file.faults


def read_bicep(tree: Tree, name: str, options: Options) -> Harvest:
    """Return everything that the root file `name` declares, with what could not be read."""
    return read_with(tree, name, options, opened, READER, params_of(tree).of)
