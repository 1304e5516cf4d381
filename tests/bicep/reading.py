"""Bicep written by hand, read in memory."""

from __future__ import annotations

from ringfence.model.resource import Resource
from ringfence.readers.bicep.read import read_bicep
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from tests.arm.reading import MemoryTree


def tree(**files: str | bytes) -> MemoryTree:
    """Return a tree; `main` stands for `main.bicep`, `a__b` for the file `a/b.bicep`."""
    return of({f"{name.replace('__', '/')}.bicep": text for name, text in files.items()})


def of(files: dict[str, str | bytes]) -> MemoryTree:
    """Return a tree of files by their names."""
    return MemoryTree(
        {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    )


def read(main: str, /, **files: str | bytes) -> Harvest:
    """Read `main.bicep`, with other Bicep files beside it."""
    return read_bicep(tree(main=main, **files), "main.bicep", Options())


def resources(main: str, /, **files: str | bytes) -> dict[str, Resource]:
    """Return what `main.bicep` declares by address; nothing of it may be a gap."""
    harvest = read(main, **files)
    told = [(each.what, each.reason, each.source.line) for each in harvest.blinds]
    assert told == []
    listed = [*harvest.resources, *(each.resource for each in harvest.danglings)]
    return {each.address: each for each in listed}
