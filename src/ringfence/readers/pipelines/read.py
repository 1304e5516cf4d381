"""The pipelines of a tree: which files they are, and the harvest of their jobs."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source
from ringfence.readers.harvest import Harvest
from ringfence.readers.pipelines import devops, gitlab
from ringfence.readers.pipelines.github import read as github
from ringfence.readers.tree import Tree

LIMITS = (
    "Pipelines: whether a script runs what was checked out is told by its programs; a program that"
    " is not known makes it a gap",
    "Pipelines: variable groups, secrets and settings that no code declares are not known",
    "Pipelines: files of other systems (Jenkins, Bitbucket, CircleCI) are not read",
)

_GITHUB: Final = re.compile(r"(?:.*/)?\.github/workflows/[^/]+\.ya?ml")
_GITLAB: Final = re.compile(r"(?:.*/)?\.gitlab-ci\.ya?ml")


def read_pipelines(tree: Tree, names: list[str]) -> Harvest:
    """Return the jobs of all pipelines of a tree.

    A file that cannot be read is a job of which nothing is known, and a notice.
    """
    sorted_: dict[str, list[str]] = {"github": [], "gitlab": [], "azure-pipelines": []}
    for name in names:
        kind = "github" if _GITHUB.fullmatch(name) else "azure-pipelines"
        sorted_["gitlab" if _GITLAB.fullmatch(name) else kind].append(name)
    readers = {"github": github.read, "gitlab": gitlab.read, "azure-pipelines": devops.read}
    harvest = Harvest()
    for kind, listed in sorted_.items():
        for name, resources, error in readers[kind](tree, listed):
            harvest.resources += resources
            harvest.reports.append(ReadReport(kind, name, len(resources), int(error is not None)))
            if error is not None:
                where = Source(name, error.line)
                harvest.blinds.append(Blind(f"`{name}`", str(error), where, inert=True))
    return harvest
