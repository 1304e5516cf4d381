"""Reads the pipelines of a few files, as a scan would."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence.model.resource import Resource
from ringfence.readers.harvest import Harvest
from ringfence.readers.pipelines.read import read_pipelines
from ringfence.readers.recognition import recognise
from ringfence.readers.tree import Tree


def harvest(files: dict[str, str | bytes]) -> Harvest:
    """Return what is read of a tree of these files."""
    with TemporaryDirectory() as name:
        for file, content in files.items():
            path = Path(name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        tree = Tree.at(Path(name))
        found = read_pipelines(tree, recognise(tree).pipelines)
        for resource in found.resources:
            resource.locate()  # while the files are there
        return found


def jobs(files: dict[str, str | bytes]) -> dict[str, Resource]:
    """Return the jobs of a tree of these files by their address."""
    found = harvest(files)
    assert not found.blinds, found.blinds
    return {each.address: each for each in found.resources}
