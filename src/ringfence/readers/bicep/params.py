"""Parameter files of Bicep (`.bicepparam`): which template each is for, and what it states.

A file names its template (`using`) and may build on another (`extends`). Its values are expressions
over its own variables and imports; what the environment or a vault gives is not read.
Source: learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.stated import Stated
from ringfence.readers.arm.values import Failure, Operand, Unsettled
from ringfence.readers.arm.world import World
from ringfence.readers.bicep.file import BicepFile
from ringfence.readers.bicep.registry import NotRestored, registry_of
from ringfence.readers.bicep.scope import literal
from ringfence.readers.bicep.units import Unit, is_remote, units_of
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.bicep.tree import Extends, Param, Using

ENDING: Final = ".bicepparam"
MAX_EXTENDED: Final = 20
"""Most files that build on one another; a circle ends there, too."""


@dataclass(slots=True)
class Params:
    """The parameter files of a tree.

    `files` maps each template to the files that use it. `lost` are files whose template cannot be
    had, with the reason: what they deploy is not known.
    """

    tree: Tree
    files: dict[str, list[str]] = field(default_factory=dict)
    lost: list[Blind] = field(default_factory=list)

    def gather(self) -> None:
        """Find out what every file of the tree is for."""
        for name in sorted(name for name in self.tree.files if name.endswith(ENDING)):
            try:
                unit = units_of(self.tree).get(name)
            except Unreadable as error:
                what = Blind(f"`{name}`", str(error), Source(name, error.line))
                self.lost.append(what)
                continue
            self._enter(unit)

    def _enter(self, unit: Unit) -> None:
        using = next((d for d in unit.file.declarations if isinstance(d, Using)), None)
        if using is None:
            # Without a template it is a base of others, unless the line that names one is broken.
            self.lost += [
                Blind(f"`{unit.name}`", f"cannot be read: {fault.what}", unit.source(fault.at))
                for fault in unit.file.faults[:1]
            ]
            return
        if using.path is None:
            return  # `using none`: a base of others
        path = literal(using.path)
        target = self._target(unit, path)
        if target in self.tree.files:
            self.files.setdefault(str(target), []).append(unit.name)
            return
        reason = target if is_remote(path) else f"its template `{path[:200]}` is not in the tree"
        self.lost.append(Blind(f"`{unit.name}`", str(reason), unit.source(using.at)))

    def _target(self, unit: Unit, path: str) -> str | None:
        """Return the template that a path means, or why a module of a registry is not there."""
        if not is_remote(path):
            return unit.local(path)
        try:
            return registry_of(self.tree).find(path, unit.name)
        except NotRestored as error:
            return str(error)

    def of(self, world: World) -> list[Stated]:
        """Return what the parameter files of the root of a world state."""
        return [_stated(world, name) for name in self.files.get(world.root, ())]


_LATEST: list[Params] = []


def params_of(tree: Tree) -> Params:
    """Return the parameter files of a tree, the same for every root that is read from it."""
    if not _LATEST or _LATEST[0].tree is not tree:
        _LATEST[:] = [Params(tree)]
        _LATEST[0].gather()
    return _LATEST[0]


# The values of one file


def _stated(world: World, name: str) -> Stated:
    """Return what a file states, with what it builds on: the file itself comes first."""
    unit = units_of(world.tree).get(name)
    made = Stated(name, lambda wanted: _place(unit, wanted))
    for each in _chain(world, unit, made):
        for fault in each.file.faults:
            _hide(world, made, each, fault.what, fault.at)
        values = _Values(world, each)
        for declared in each.file.declarations:
            if isinstance(declared, Param) and declared.default is not None:
                made.values.setdefault(declared.name.lower(), values.value(declared.name))
    return made


def _chain(world: World, unit: Unit, made: Stated) -> Iterator[Unit]:
    """Yield a file and those that it extends, one after the other."""
    for _ in range(MAX_EXTENDED):
        yield unit
        base = next((d for d in unit.file.declarations if isinstance(d, Extends)), None)
        if base is None:
            return
        path = literal(base.path)
        name = unit.local(path)
        try:
            if name is None:
                raise Unreadable("is not in the scanned tree")
            below = units_of(world.tree).get(name)
        except Unreadable as error:
            _hide(world, made, unit, f"`{path[:200]}`, which it extends, {error}", base.at)
            return
        unit = below
    _hide(world, made, unit, "it extends itself, or through too many files", 0)


def _hide(world: World, made: Stated, unit: Unit, what: str, at: int) -> None:
    """Note a part that cannot be read: any parameter may be stated there."""
    source = unit.source(at)
    world.note(Blind(f"`{unit.name}`", what, source, world.root, inert=True))
    made.hidden = Unsettled(f"`{unit.name}` cannot be read whole: {what}", source)


def _place(unit: Unit, wanted: str) -> Source:
    for declared in unit.file.declarations:
        if isinstance(declared, Param) and declared.name.lower() == wanted.lower():
            return unit.source(declared.at)
    return Source(unit.name)


class _Values:
    """Evaluates the values of one file, as the defaults of a template without resources."""

    def __init__(self, world: World, unit: Unit) -> None:
        self._world = world
        self._unit = unit
        self._deployment: Deployment | None = None

    def value(self, name: str) -> Callable[[], Operand]:
        """Return what evaluates one value; what fails in it is unknown."""

        def evaluated() -> Operand:
            if self._deployment is None:
                self._deployment = _opened(self._world, self._unit.name)
            try:
                return self._deployment.parameter(name)
            except Failure as error:
                return Unsettled(str(error), _place(self._unit, name))

        return evaluated


def _opened(world: World, name: str) -> Deployment:
    file = BicepFile(world.texts, name)
    first = world.deployments[0]
    made = Deployment(world, file.body, (file, None), first.scope, label=name)
    for gap in file.gaps:
        world.note(Blind(gap.what, gap.reason, gap.source, world.root, inert=True))
    return made
