"""Reads the workflows of every repository in a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Resource
from ringfence.readers.pipelines.files import Broken, PipelineFile, load
from ringfence.readers.pipelines.github.actions import Library
from ringfence.readers.pipelines.github.workflow import Workflows
from ringfence.readers.pipelines.job import resource, unread
from ringfence.readers.pipelines.repository import is_copy, remote
from ringfence.readers.tree import Tree

SERVICE: Final = "github"
_PATH: Final = re.compile(r"(?:(.*)/)?\.github/workflows/[^/]+\.ya?ml")


def read(tree: Tree, names: list[str]) -> Iterator[tuple[str, list[Resource], Broken | None]]:
    """Yield for every workflow file its jobs as resources, and why it cannot be read if so."""
    folders: dict[str, list[str]] = {}
    for name in names:
        match = _PATH.fullmatch(name)
        if match is not None:
            folders.setdefault(match[1] or "", []).append(name)
    top = is_copy(tree)
    for folder, workflows in folders.items():
        own = not folder or is_copy(tree, folder)
        if not own and top:
            continue  # only the workflows at the root of a repository run
        yield from _repository(tree, folder, workflows, own)


def _repository(
    tree: Tree, folder: str, names: list[str], own: bool
) -> Iterator[tuple[str, list[Resource], Broken | None]]:
    slug = remote(tree, folder) if own else None
    library = Library(tree, {})
    workflows = Workflows(library)
    broken: dict[str, Broken] = {}
    for name in names:
        why = None
        if not own:
            why = Unknown(f"whether `{folder}` is a repository is not known", Source(name))
        file = PipelineFile(name, folder, slug, presence=why)
        library.files[name] = file
        try:
            load(tree, file)
            if file.value is not None and not isinstance(file.value, dict):
                raise Broken("is no workflow: it is not a map")
        except Broken as error:
            broken[name] = error
            continue
        workflows.note(file)
    for name in names:
        file = library.files[name]
        fault = broken.get(name)
        if fault is not None:
            yield name, [unread(file, SERVICE, str(fault), fault.line)], fault
        else:
            jobs = list(workflows.jobs(file))
            yield name, [resource(job, file, library.files) for job in jobs], None
    for name, fault in library.broken.items():
        if name not in broken:
            yield name, [unread(library.files[name], SERVICE, str(fault), fault.line)], fault
