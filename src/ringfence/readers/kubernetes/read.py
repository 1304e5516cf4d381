"""The manifests of a tree: which files and folders are deployed together, and what they declare."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source, Unknown
from ringfence.readers.harvest import Harvest
from ringfence.readers.kubernetes import charts
from ringfence.readers.kubernetes.documents import File, Manifest, read_file
from ringfence.readers.kubernetes.kinds import (
    MAY_OPEN,
    MODELLED,
    inert,
    name_of,
    of_tools,
)
from ringfence.readers.kubernetes.kustomize import NAMES, Composed, Kustomizations
from ringfence.readers.kubernetes.shape import declare
from ringfence.readers.tree import Tree

READER: Final = "kubernetes"

LIMITS: Final = (
    "Kubernetes: an object without a namespace is taken to be in `default`",
    "Kubernetes: Roles, admission webhooks, quotas and certificates bear on no answer; what a"
    " webhook or an operator changes in an object is not seen",
    "Kubernetes: the content of Secrets and ConfigMaps is not read",
    "Kubernetes: charts are not rendered; `helm template` output is read like any manifest",
)


class Deployments:
    """What the files of a tree deploy together: kustomizations, and folders of plain manifests.

    `roots` are the folders; a folder may be both. Files that a kustomization takes in are deployed
    by it alone, and what lies in a chart is for Helm to read.
    """

    def __init__(
        self, tree: Tree, manifests: list[str], kustomizations: list[str], charts_: list[str]
    ) -> None:
        self._tree = tree
        self._charts = charts.folders(charts_)
        self._kustomized = Kustomizations(tree, kustomizations)
        self._rendered: set[str] = set()
        self._folders: dict[str, list[str]] = {}
        for name in manifests:
            listed = name in self._kustomized.used or PurePosixPath(name).name in NAMES
            if not listed and not charts.inside(name, self._charts):
                self._folders.setdefault(folder_of(name), []).append(name)
        self.roots = sorted({*self._folders, *self._kustomized.roots})

    def read(self, root: str) -> Harvest:
        """Return what is deployed from one folder."""
        gathering = Gathering(root)
        if root in self._kustomized.roots:
            gathering.composed(self._kustomized.compose(root))
        for name in sorted(self._folders.get(root, ())):
            file = read_file(self._tree, name)
            self._rendered |= file.sources
            gathering.file(file)
        return gathering.finish()

    def charts(self) -> Harvest:
        """Return the gaps that charts are; to be asked for when every folder has been read."""
        found = (charts.gap(self._tree, folder, self._rendered) for folder in self._charts)
        return Harvest(blinds=[each for each in found if each is not None])


def folder_of(name: str) -> str:
    """Return the folder of a file, relative to the tree, `.` for the tree itself."""
    return str(PurePosixPath(name).parent)


@dataclass(slots=True)
class Gathering:
    """The objects of one root on their way into a harvest."""

    root: str
    harvest: Harvest = field(default_factory=Harvest)
    strange: Counter[str] = field(default_factory=Counter)
    first: dict[str, Source] = field(default_factory=dict)

    def file(self, file: File) -> None:
        """Take in every object of a file, and a gap for every document that cannot be read."""
        for reason, line in file.faults:
            self.broken(file.name, reason, line)
        for manifest in file.manifests:
            self.take(manifest)

    def composed(self, composed: Composed) -> None:
        """Take in what a kustomization deploys, with its gaps."""
        for name, reason, line in composed.faults:
            self.broken(name, reason, line)
        for what, reason, where in composed.gaps:
            self.harvest.blinds.append(Blind(what, reason, where, types=MAY_OPEN, conceals=True))
        for manifest in composed.manifests:
            self.take(manifest)

    def broken(self, name: str, reason: str, line: int) -> None:
        """Note a document that cannot be read: it may declare anything."""
        self.harvest.blinds.append(Blind(f"`{name}`", reason, Source(name, line)))

    def take(self, manifest: Manifest, presence: Unknown | None = None) -> None:
        """Take in one object."""
        for key, line in manifest.duplicates[:1]:
            what = f"`{manifest.file}`"
            reason = f"the key `{key}` stands twice in one map; the later one counts"
            where = Source(manifest.file, line)
            self.harvest.blinds.append(Blind(what, reason, where, self.root, inert=True))
        api_version, kind = manifest.body.get("apiVersion"), manifest.body.get("kind")
        if isinstance(api_version, Unknown) or isinstance(kind, Unknown):
            self.broken(manifest.file, "what kind of object it is is not known", manifest.line)
            return
        if not isinstance(api_version, str) or not isinstance(kind, str):
            return
        type_ = name_of(api_version, kind)
        if inert(type_) or of_tools(type_):
            return
        resource = declare(manifest.body, self.root, manifest.origin, presence=presence)
        if resource is None:
            if type_ in MODELLED:
                reason = f"a `{kind}` without a name cannot be told from others"
                self.broken(manifest.file, reason, manifest.line)
            return
        if type_ not in MODELLED:
            self.strange[type_] += 1
            self.first.setdefault(type_, resource.locate())
        self.harvest.resources.append(resource)

    def finish(self) -> Harvest:
        """Return the harvest, with a gap for every kind that nobody models."""
        for type_, count in sorted(self.strange.items()):
            what = f"`{type_}`" if count == 1 else f"{count} of `{type_}`"
            reason = "objects of this kind are not modelled; they may open a way to a workload"
            self.harvest.blinds.append(
                Blind(what, reason, self.first[type_], types=MAY_OPEN, conceals=True)
            )
        gaps = sum(not blind.inert for blind in self.harvest.blinds)
        count = len(self.harvest.resources)
        self.harvest.reports.append(ReadReport(READER, self.root, count, gaps))
        return self.harvest
