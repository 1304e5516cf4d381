"""The ARM templates of a tree: which are roots, and what each declares."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source
from ringfence.readers.arm.accepting import accepts
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.expanding import expand
from ringfence.readers.arm.parameters import give
from ringfence.readers.arm.scope import Level, context_scope, level_of
from ringfence.readers.arm.shape import declare
from ringfence.readers.arm.stated import Stated
from ringfence.readers.arm.template import TemplateFile, Texts, member, texts_of
from ringfence.readers.arm.world import World
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.jsontext import JsonError

READER: Final = "arm"
Using = Callable[[World], Sequence[Stated]]

LIMITS: Final = (
    "`environment()` is taken to be the public cloud, whatever cloud is deployed to.",
    "Templates outside the tree (template specs, links that leave it) are gaps, and are never"
    " downloaded.",
    "`reference()` to a resource outside the template is not known; to one of it, only what the"
    " template states, object ids, and addresses that a name decides are.",
    "A deployment in complete mode removes what its template does not hold; that is not modelled.",
    "What a deployment script or an extension does when it runs is not known.",
    "Of template extensions, Microsoft Graph and Kubernetes objects are read; other ones are gaps.",
    "Deployment stacks, managed applications and blueprints are not opened.",
)


def templates(tree: Tree, names: Iterable[str]) -> list[str]:
    """Return which of these template files are roots: those that no other of them links.

    Files that cannot be decoded are roots: reading them says why. Files of a circle that nothing
    else links are represented by the first of them.
    """
    listed = sorted(names)
    links = {name: _links(tree, name) for name in listed}
    linked = {target for name, targets in links.items() for target in targets if target != name}
    roots = [name for name in listed if name not in linked]
    seen = set(roots)
    reach = list(roots)
    for name in listed:
        if name in linked and not _reached(name, reach, links, seen):
            roots.append(name)
            reach.append(name)
    return sorted(roots)


def _reached(name: str, start: list[str], links: dict[str, set[str]], seen: set[str]) -> bool:
    """Tell whether `name` is linked from `start`, directly or not; remember what is."""
    while start:
        for target in links.get(start.pop(), ()):
            if target not in seen:
                seen.add(target)
                start.append(target)
    if name in seen:
        return True
    seen.add(name)
    return False


def _links(tree: Tree, name: str) -> set[str]:
    """Return the files of the tree that a template links, nested templates included."""
    try:
        if b"templatelink" not in tree.read(name).lower():  # keys are case-insensitive
            return set()
        world = _expanded(tree, name, Options(), every=True)
    except (Unreadable, JsonError):
        return set()
    return world.linked


def read_template(tree: Tree, name: str, options: Options, using: Using | None = None) -> Harvest:
    """Return everything that the root template `name` declares, with what could not be read.

    `using` returns what parameter files that name the template state.
    """
    return read_with(tree, name, options, using=using)


def read_with(
    tree: Tree, name: str, options: Options,
    opener: Callable[[Texts, str], TemplateFile] = TemplateFile, reader: str = READER,
    using: Using | None = None,
) -> Harvest:  # fmt: skip
    """Return what a root declares whose files, and those of its deployments, `opener` opens."""
    harvest = Harvest()
    with _without_collector():
        try:
            world = _expanded(tree, name, options, opener, using)
        except Unreadable as error:
            return _unreadable(harvest, name, str(error), error.line, reader)
        except JsonError as error:
            what = f"{error} (column {error.column})"
            return _unreadable(harvest, name, what, error.line, reader)
        for planned in world.planned:
            declare(planned, harvest)
        accepts(world, harvest)
        harvest.blinds += world.blinds
        world.close()
    gaps = sum(not blind.inert for blind in harvest.blinds) + len(harvest.danglings)
    count = len(harvest.resources) + len(harvest.danglings) + len(harvest.folds)
    harvest.reports.append(ReadReport(reader, name, count, gaps))
    return harvest


def _unreadable(harvest: Harvest, name: str, reason: str, line: int, reader: str) -> Harvest:
    """A template that cannot be read may declare anything, for every root of the estate."""
    harvest.blinds.append(Blind(f"`{name}`", reason, Source(name, line)))
    harvest.reports.append(ReadReport(reader, name, 0, 1))
    return harvest


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cyclic collector from walking a growing tree over and over."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _expanded(
    tree: Tree, name: str, options: Options,
    opener: Callable[[Texts, str], TemplateFile] = TemplateFile, using: Using | None = None,
    *, every: bool = False,
) -> World:  # fmt: skip
    """Return the world of a root with everything planned. Raises Unreadable or JsonError."""
    world = World(tree, name, texts_of(tree), opener)
    world.every = every
    file = world.file(name)
    for key, line in file.duplicates:
        reason = f"the key `{key}` stands twice in one object; the later one counts"
        world.note(Blind(f"`{name}`", reason, Source(name, line), name, inert=True))
    if not isinstance(file.body, dict):
        raise JsonError("is no template: it holds no object", 1, 1)
    first = Deployment(world, file.body, (file, None), context_scope(_level(file), name))
    give(world, first, options, () if using is None else using(world))
    expand(world, first)
    for opened in world.files():
        for gap in opened.gaps:
            world.note(replace(gap, root=name))
    return world


def _level(file: TemplateFile) -> Level:
    return level_of(str(member(file.body, "$schema")))
