"""From paths to an estate: what is in a tree is recognised by content and read by its reader."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ringfence.model.estate import Blind, Estate
from ringfence.model.facts import Source
from ringfence.readers.assembly import assemble
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options as ReadOptions
from ringfence.readers.recognition import Contents, may_leak, recognise
from ringfence.readers.tree import Tree

__all__ = ["NothingToRead", "ReadOptions", "read_paths"]

CLUSTERS = frozenset({"microsoft.containerservice/managedclusters"})
"""What an unread Kubernetes manifest may open."""


class NothingToRead(Exception):
    """The paths hold nothing that any reader knows; the message says what was looked at."""


def read_paths(paths: Iterable[Path], options: ReadOptions) -> Estate:
    """Return the estate that all paths describe together.

    Raises NothingToRead if a path does not exist or nothing in any of them is infrastructure.
    """
    harvests: list[Harvest] = []
    looked = []
    for path in paths:
        try:
            tree = Tree.at(path)
        except FileNotFoundError as error:
            raise NothingToRead(f"`{path}` does not exist") from error
        looked.append(f"`{path}` ({len(tree.files)} files)")
        harvests += _read(tree, options)
    if not harvests:
        raise NothingToRead(
            "no Terraform configuration, Terraform plan or ARM template in " + ", ".join(looked)
        )
    return assemble(harvests)


def _read(tree: Tree, options: ReadOptions) -> list[Harvest]:
    contents = recognise(tree)
    harvests: list[Harvest] = []
    if contents.terraform:
        harvests += _terraform(tree, options)
    harvests += [_plan(tree, name, options) for name in contents.plans]
    if contents.templates:
        harvests += _templates(tree, contents, options)
    unseen = _unseen(tree, contents)
    if unseen.blinds and (harvests or any(not blind.inert for blind in unseen.blinds)):
        harvests.append(unseen)
    return harvests


def _terraform(tree: Tree, options: ReadOptions) -> list[Harvest]:
    from ringfence.readers.terraform.read import read_root, roots
    from ringfence.readers.terraform.translate import translate

    harvests = []
    for folder in roots(tree):
        declared, harvest = read_root(tree, folder, options)
        harvest.extend(translate(declared))
        harvests.append(harvest)
    return harvests


def _plan(tree: Tree, name: str, options: ReadOptions) -> Harvest:
    from ringfence.readers.terraform.plan import read_plan
    from ringfence.readers.terraform.translate import translate

    declared, harvest = read_plan(tree, name, options)
    harvest.extend(translate(declared))
    return harvest


def _templates(tree: Tree, contents: Contents, options: ReadOptions) -> list[Harvest]:
    from ringfence.readers.arm.read import read_template, templates

    return [
        read_template(tree, name, options) for name in templates(tree, sorted(contents.templates))
    ]


def _unseen(tree: Tree, contents: Contents) -> Harvest:
    """What is in the tree and was not read: it may hold anything, so nothing there is sealed."""
    harvest = Harvest()
    for name, reason in sorted({**tree.refused, **contents.broken}.items()):
        harvest.blinds.append(Blind(f"`{name}`", reason, Source(name)))
    for name, reason in sorted(contents.ignored.items()):
        types = CLUSTERS if name.endswith((".yaml", ".yml")) else frozenset()
        harvest.blinds.append(
            Blind(f"`{name}`", reason, Source(name), types=types, inert=not may_leak(name))
        )
    return harvest
