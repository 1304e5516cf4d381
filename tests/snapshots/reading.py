"""Reading a few files as exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ringfence.model.estate import Blind, Estate
from ringfence.model.resource import Resource
from ringfence.readers.harvest import Harvest
from ringfence.readers.read import ReadOptions, read_paths
from ringfence.readers.recognition import recognise
from ringfence.readers.snapshots.read import read_snapshots
from ringfence.readers.tree import Tree

SUBSCRIPTION = "/subscriptions/11111111-1111-4111-8111-111111111111"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-llm"


def rid(type_: str, name: str, scope: str = GROUP) -> str:
    return f"{scope}/providers/{type_}/{name}"


def written(folder: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, indent=2)
            (folder / name).write_text(text)
    return folder


def read(folder: Path, files: dict[str, Any]) -> Harvest:
    """Return what the files say together; what is not recognised is left out."""
    tree = Tree.at(written(folder, files))
    whole = Harvest()
    for harvest in read_snapshots(tree, recognise(tree).snapshots):
        whole.extend(harvest)
    return whole


def estate(folder: Path, files: dict[str, Any]) -> Estate:
    return read_paths([written(folder, files)], ReadOptions())


def only(harvest: Harvest, type_: str) -> Resource:
    found = [r for r in harvest.resources if r.kind == type_.lower() and r.presence is None]
    assert len(found) == 1, [r.id for r in harvest.resources]
    return found[0]


def told(harvest: Harvest) -> list[str]:
    """Return the gaps that bear on something."""
    return [f"{blind.what}: {blind.reason}" for blind in harvest.blinds if not blind.inert]


def gaps(harvest: Harvest, word: str) -> list[Blind]:
    return [b for b in harvest.blinds if not b.inert and word in f"{b.what} {b.reason}".lower()]
