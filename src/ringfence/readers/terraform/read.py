"""Terraform configuration of a tree: its roots, and what each of them declares.

A root is a folder with configuration that no other folder calls as a module. Nothing is executed
and nothing is fetched; what is missing, broken or too large is a `Blind` of its root.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ringfence.model.estate import ReadReport
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.module import Module
from ringfence.readers.terraform.project import Project
from ringfence.readers.terraform.remarks import accepts
from ringfence.readers.terraform.run import Run
from ringfence.readers.tree import Tree

MAX_RECURSION: Final = 6000
"""Depth of Python calls: several hundred values that each refer to the next."""

LIMITS: Final = (
    "Terraform: what a data source would find is not looked up; what it names is known by name",
    "Terraform: `check`, `moved`, `import` and `removed` blocks have no bearing on the answer",
    "Terraform: numbers are kept to 15 digits; regular expressions on long texts are not run",
    "Terraform: which values are sensitive or ephemeral is not followed",
    "Terraform: arguments are not converted to the types of a provider's schema, save texts that "
    "spell true or false",
)

_latest: list[Project] = []


def project_of(tree: Tree) -> Project:
    """Return the parsed files of a tree; those of the tree that was asked for last are kept."""
    if not _latest or _latest[0].tree is not tree:
        _latest[:] = [Project(tree)]
    return _latest[0]


def roots(tree: Tree) -> list[str]:
    """Return the folders that are roots; "." is the base of the tree.

    Of folders that only call each other, the first is a root: nothing may go unread.
    """
    project = project_of(tree)
    folders = [name for name in project.folders if not _hidden(name)]
    with _quiet():
        calls = {folder: project.called(folder) - {folder} for folder in folders}
    called = set().union(*calls.values()) if calls else set()
    found = [folder for folder in folders if folder not in called]
    seen = _reach(calls, found)
    for folder in folders:
        if folder not in seen:
            found.append(folder)
            seen |= _reach(calls, [folder])
    return sorted(found)


def read_root(tree: Tree, folder: str, options: Options) -> tuple[list[Declared], Harvest]:
    """Return what one root declares, and what could not be read of it.

    Raises `inputs.UnknownEnvironment` if the options name an environment that is not there.
    """
    project = project_of(tree)
    harvest = Harvest()
    with _quiet():
        run = Run(project, folder, options)
        declared, modules = _declared(run)
        accepts(modules, harvest)
    blinds = {id(blind): blind for module in modules for blind in module.folder.problems}
    for blind in (*blinds.values(), *run.inputs.problems):
        run.problem(blind.what, blind.reason, blind.source, inert=blind.inert)
    harvest.blinds += run.problems.values()
    count = sum(instance.mode == "managed" for instance in declared)
    harvest.reports.append(ReadReport("terraform", folder, count, len(harvest.blinds)))
    return declared, harvest


def _declared(run: Run) -> tuple[list[Declared], list[Module]]:
    """Return all instances of all modules, those included that only a reference brings up."""
    declared: list[Declared] = []
    modules: dict[int, Module] = {}
    stack = [run.module]
    while stack:
        module = stack.pop()
        if id(module) in modules:
            continue
        modules[id(module)] = module
        for block in module.blocks():
            declared.extend(block.declared())
        stack.extend(reversed(list(module.children())))
        while not stack and (run.late_blocks or run.late_modules):
            stack, run.late_modules = run.late_modules, []
            blocks, run.late_blocks = run.late_blocks, []
            for block in blocks:
                declared.extend(block.declared())
    return declared, list(modules.values())


def _hidden(folder: str) -> bool:
    return ".terraform" in folder.split("/")


def _reach(calls: dict[str, set[str]], start: list[str]) -> set[str]:
    seen: set[str] = set()
    stack = list(start)
    while stack:
        folder = stack.pop()
        if folder not in seen:
            seen.add(folder)
            stack.extend(calls.get(folder, ()))
    return seen


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave the cyclic collector off while much is made, and allow long chains of references."""
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    gc.disable()
    sys.setrecursionlimit(max(limit, MAX_RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()
