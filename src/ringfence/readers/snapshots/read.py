"""Exports and snapshots of a tree: which files make one, and what it says."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source
from ringfence.readers.harvest import Harvest
from ringfence.readers.snapshots.documents import read_documents
from ringfence.readers.snapshots.pages import Page, pages_of
from ringfence.readers.snapshots.places import Places
from ringfence.readers.snapshots.world import World
from ringfence.readers.tree import Tree, Unreadable

READER: Final = "snapshot"
MANIFEST: Final = "snapshot.json"

LIMITS: Final = (
    "Snapshots: the world is what was collected; a kind of thing that no listing asked for is a gap",
    "Snapshots: of a file without its request it is not known what was asked for: a list that holds"
    " three types of resources or more is taken for all resources of the subscriptions in it, a list"
    " of one type for all of that type, role assignments at scopes beside each other for all of"
    " their subscription",
    "Snapshots: what a member list of `az` belongs to is not in it; members of groups are read from"
    " saved answers of Microsoft Graph",
    "Snapshots: contents of file shares, queues and tables, databases below servers and keys of"
    " vaults count as assets only where they were listed",
    "Snapshots: audit settings of single databases, settings of apps and their hybrid connections are"
    " not asked for: where nobody listed them, those of the server count, and settings are not known",
    "Snapshots: values that look like secrets are not kept, nor what they point at",
)


def read_snapshots(tree: Tree, names: Iterable[str]) -> list[Harvest]:
    """Return what the exports and snapshots among the files `names` say, one harvest for each.

    A folder with a `snapshot.json` is one snapshot; all other files are exports of one estate. Files
    that turn out to hold nothing of Azure leave no trace.
    """
    listed = sorted(names)
    folders = [_folder(name) for name in listed if PurePosixPath(name).name == MANIFEST]
    groups: dict[str, list[str]] = {folder: [] for folder in folders}
    loose: list[str] = []
    for name in listed:
        above = [each for each in folders if each == "." or name.startswith(each + "/")]
        if above:
            groups[max(above, key=len)].append(name)
        else:
            loose.append(name)
    made = [_read(tree, folder, files, stated=True) for folder, files in groups.items()]
    if loose:
        made.append(_read(tree, _shared(loose), loose, stated=False))
    return [harvest for harvest in made if harvest is not None]


def _read(tree: Tree, root: str, files: list[str], *, stated: bool) -> Harvest | None:
    harvest = Harvest()
    world = World(root, Source(files[0] if len(files) == 1 else root), Places(tree))
    collecting = gc.isenabled()
    gc.disable()
    try:
        world.take(_pages(tree, files, root, harvest))
        world.finish(harvest)
    finally:
        if collecting:
            gc.enable()
    if not (stated or harvest.resources or world.coverage.hidden or world.coverage.lists):
        return None
    gaps = sum(not blind.inert for blind in harvest.blinds)
    count = sum(resource.presence is None for resource in harvest.resources)
    harvest.reports.append(ReadReport(READER, root, count, gaps))
    return harvest


def _pages(tree: Tree, files: list[str], root: str, harvest: Harvest) -> Iterator[Page]:
    for name in files:
        if PurePosixPath(name).name == MANIFEST:
            continue
        try:
            documents = read_documents(tree.read(name))
        except Unreadable as error:
            harvest.blinds.append(Blind(f"`{name}`", str(error), Source(name, error.line), root))
            continue
        for reason, line in documents.problems:
            harvest.blinds.append(Blind(f"`{name}`", reason, Source(name, line), root))
        for page in pages_of(name, documents):
            if documents.problems and page.request is None:
                page.cut = page.cut or "the file is cut short or broken"
            yield page


def _folder(name: str) -> str:
    return PurePosixPath(name).parent.as_posix()


def _shared(names: list[str]) -> str:
    """Return what exports belong to: the only file, or the folder that all of them lie in."""
    if len(names) == 1:
        return names[0]
    return os.path.commonpath([_folder(name) for name in names]) or "."
