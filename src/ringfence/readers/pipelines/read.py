"""The pipelines of a tree: which files they are, and the harvest of their jobs."""

from __future__ import annotations

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source
from ringfence.readers.harvest import Harvest
from ringfence.readers.pipelines.github import read as github
from ringfence.readers.tree import Tree


def read_pipelines(tree: Tree, names: list[str]) -> Harvest:
    """Return the jobs of all pipelines of a tree.

    A file that cannot be read is a job of which nothing is known, and a notice.
    """
    harvest = Harvest()
    for name, resources, error in github.read(tree, names):
        harvest.resources += resources
        harvest.reports.append(ReadReport("github", name, len(resources), int(error is not None)))
        if error is not None:
            where = Source(name, error.line)
            harvest.blinds.append(Blind(f"`{name}`", str(error), where, inert=True))
    return harvest
