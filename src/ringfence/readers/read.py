"""From paths to an estate: what is in a tree is recognised by content and read by its reader."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ringfence.model.estate import Blind, Estate
from ringfence.model.facts import Source
from ringfence.readers.assembly import assemble
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options as ReadOptions
from ringfence.readers.recognition import Contents, recognise
from ringfence.readers.tree import Tree

if TYPE_CHECKING:
    from ringfence.readers.arm.read import Using

__all__ = ["NothingToRead", "ReadOptions", "read_paths"]

HELP = (
    "give a folder or file with Terraform, a plan or state as JSON, Bicep, ARM templates, Kubernetes"
    " manifests, or what `az` lists as JSON"
)

NO_FILE = "no parameter file for environment"


class NothingToRead(Exception):
    """The paths hold nothing that any reader knows; the message says what was looked at.

    `help` says what to do about it.
    """

    def __init__(self, what: str, help_: str = HELP) -> None:
        super().__init__(what)
        self.help = help_


def read_paths(paths: Iterable[Path], options: ReadOptions) -> Estate:
    """Return the estate that all paths describe together.

    Raises NothingToRead if a path does not exist, if nothing in any of them is infrastructure, or
    if the environment that the options name is nowhere in them.
    """
    given = list(paths)
    try:
        tree = Tree.at(*given)
    except FileNotFoundError as error:
        raise NothingToRead(f"`{error}` does not exist") from error
    reading = _Reading(tree, options)
    harvests = reading.all()
    misses = reading.misses
    if not harvests:
        looked = ", ".join(f"`{path}`" for path in given)
        raise NothingToRead(
            "no Terraform configuration, Terraform plan, Bicep, ARM template or Kubernetes"
            f" manifest in {looked} ({len(tree.files)} files)"
        )
    if options.env is not None and misses and len(misses) >= sum(bool(h.reports) for h in harvests):
        raise NothingToRead(misses[0], "give `--env` the name of a variable or parameter file")
    return assemble(harvests)


@dataclass(slots=True)
class _Reading:
    """One tree being read.

    `misses` says for each root why the environment is not known there. `using` returns what
    parameter files that name a root state.
    """

    tree: Tree
    options: ReadOptions
    misses: list[str] = field(default_factory=list)
    using: Using | None = None

    def all(self) -> list[Harvest]:
        """Return what every reader found."""
        contents = recognise(self.tree)
        harvests: list[Harvest] = []
        configured: dict[str, Harvest] = {}
        if contents.terraform:
            from ringfence.readers.terraform.read import roots

            configured = {folder: self._guarded(folder, self._root) for folder in roots(self.tree)}
            harvests += configured.values()
        harvests += [self._guarded(name, self._plan) for name in contents.plans]
        harvests += [self._placed_state(name, configured) for name in contents.states]
        harvests += self._deployments(contents)
        if contents.snapshots:
            harvests += self._snapshots(contents.snapshots)
        if contents.manifests or contents.kustomizations or contents.charts:
            harvests += self._clusters(contents)
        if harvests and contents.pipelines:  # alone they are no estate
            from ringfence.readers.pipelines.read import read_pipelines

            jobs = partial(read_pipelines, self.tree, contents.pipelines)
            harvests.append(self._guarded("the pipelines", lambda _name, _options: jobs()))
        harvests += self._credentials()
        unseen = _unseen(self.tree, contents)
        if unseen.blinds and (harvests or any(not blind.inert for blind in unseen.blinds)):
            harvests.append(unseen)
        return harvests

    def _credentials(self) -> list[Harvest]:
        """Return what opens something and lies in the text of the tree."""
        from ringfence.readers.credentials.read import read_credentials

        found = read_credentials(self.tree)
        if self.options.history:
            from ringfence.readers.credentials.history import NoHistory, read_history

            try:
                found.extend(read_history(self.tree.base, found))
            except NoHistory as error:
                raise NothingToRead(str(error), "scan without `--history`") from error
        return [found] if found.credentials or found.blinds else []

    def _deployments(self, contents: Contents) -> list[Harvest]:
        """Read Bicep files and ARM templates; of a file and what was compiled of it, the file."""
        sources: list[str] = []
        modules: set[str] = set()
        if contents.bicep:
            from ringfence.readers.bicep.read import roots

            sources, modules = roots(self.tree, contents.bicep)
        names = [name for name in contents.templates if name not in modules]
        if names:
            from ringfence.readers.arm.read import templates

            names = templates(self.tree, names)
        lost = Harvest()
        if contents.bicepparams:
            from ringfence.readers.bicep.params import params_of

            params = params_of(self.tree)
            self.using = params.of
            names = sorted({*names, *(name for name in params.files if name.endswith(".json"))})
            lost.blinds += params.lost
        written = {name: self._guarded(name, self._bicep) for name in sources}
        compiled = {name: self._guarded(name, self._template) for name in names}
        if written and compiled:
            from ringfence.readers.bicep.compiled import without_products

            compiled = without_products(self.tree, written, compiled)
        return [*written.values(), *compiled.values(), *([lost] if lost.blinds else [])]

    def _bicep(self, name: str, options: ReadOptions) -> Harvest:
        from ringfence.readers.bicep.read import read_bicep

        return self._known(read_bicep(self.tree, name, options))

    def _known(self, harvest: Harvest) -> Harvest:
        """Remember where the environment of the options is not known."""
        missed = [b.reason for b in harvest.blinds if b.inert and b.reason.startswith(NO_FILE)]
        self.misses += missed[:1]
        return harvest

    def _guarded(self, name: str, read: Callable[[str, ReadOptions], Harvest]) -> Harvest:
        """Keep a reader that breaks on one root from taking the answers about others with it."""
        try:
            return read(name, self.options)
        except Exception as error:  # noqa: BLE001 - whatever broke, it becomes a gap over the root
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            reason = f"our reader broke on it: {type(error).__name__} at {place}; please report it"
            return Harvest(blinds=[Blind(f"`{name}`", reason, Source(name))])

    def _clusters(self, contents: Contents) -> list[Harvest]:
        """Return what manifests, kustomizations and charts deploy."""
        from ringfence.readers.kubernetes.read import Deployments

        found = Deployments(self.tree, contents.manifests, contents.kustomizations, contents.charts)
        listed = [self._guarded(root, lambda each, _: found.read(each)) for root in found.roots]
        listed.append(self._guarded("charts", lambda _, __: found.charts()))
        return [each for each in listed if each.reports or each.blinds]

    def _root(self, folder: str, options: ReadOptions) -> Harvest:
        from ringfence.readers.terraform.inputs import UnknownEnvironment
        from ringfence.readers.terraform.read import read_root
        from ringfence.readers.terraform.translate import translate

        try:
            declared, harvest = read_root(self.tree, folder, options)
        except UnknownEnvironment as error:
            self.misses.append(str(error))
            declared, harvest = read_root(self.tree, folder, replace(options, env=None))
            what = f"environment `{options.env}` of `{folder}`"
            harvest.blinds.append(Blind(what, str(error), Source(folder), inert=True))
        harvest.extend(translate(declared))
        return harvest

    def _plan(self, name: str, options: ReadOptions) -> Harvest:
        from ringfence.readers.terraform.plan import read_plan
        from ringfence.readers.terraform.translate import translate

        declared, harvest = read_plan(self.tree, name, options)
        harvest.extend(translate(declared))
        return harvest

    def _placed_state(self, name: str, configured: dict[str, Harvest]) -> Harvest:
        """Read a state; one in the folder of a root tells of the same resources as the root."""
        harvest = self._guarded(name, self._state)
        folder = PurePosixPath(name).parent.as_posix()
        if folder not in configured:
            return harvest
        from ringfence.readers.terraform.state_beside import beside

        return beside(configured[folder], harvest, folder)

    def _state(self, name: str, options: ReadOptions) -> Harvest:
        from ringfence.readers.terraform.state import read_state
        from ringfence.readers.terraform.state_echoes import without_echoes
        from ringfence.readers.terraform.translate import translate

        declared, harvest = read_state(self.tree, name, options)
        harvest.extend(translate(declared))
        without_echoes(harvest)
        return harvest

    def _snapshots(self, names: list[str]) -> list[Harvest]:
        from ringfence.readers.snapshots.read import read_snapshots

        found: list[Harvest] = []

        def read(_: str, __: ReadOptions) -> Harvest:
            found.extend(read_snapshots(self.tree, names))
            return Harvest()

        broke = self._guarded(names[0], read)
        return [*found, broke] if broke.blinds else found

    def _template(self, name: str, options: ReadOptions) -> Harvest:
        from ringfence.readers.arm.read import read_template

        return self._known(read_template(self.tree, name, options, self.using))


def _unseen(tree: Tree, contents: Contents) -> Harvest:
    """What is in the tree and was not read: it may hold anything, so nothing there is sealed."""
    harvest = Harvest()
    for name, reason in sorted(tree.closed.items()):
        harvest.blinds.append(Blind(f"`{name}`", reason, Source(name)))
    for name, error in sorted(contents.broken.items()):
        harvest.blinds.append(Blind(f"`{name}`", str(error), Source(name, error.line)))
    for name, reason in sorted(contents.ignored.items()):
        harvest.blinds.append(Blind(f"`{name}`", reason, Source(name), inert=True))
    return harvest
