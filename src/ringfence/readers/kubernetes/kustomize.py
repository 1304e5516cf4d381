"""Kustomizations: which objects a folder deploys, and what it changes in them.

Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. A kustomization that
another one names is a base of it and not deployed on its own. What a kustomization asks for that is
not done here (replacements, plugins, charts, remote bases) is a gap over all that it deploys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Origin
from ringfence.readers.kubernetes import transforming
from ringfence.readers.kubernetes.documents import Manifest, read_file
from ringfence.readers.kubernetes.patching import NotApplicable, Patch, Piece, apply, means
from ringfence.readers.kubernetes.placeholders import settle
from ringfence.readers.kubernetes.shape import Finder, Written
from ringfence.readers.merging import Patched
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.yamlplaces import Places
from ringfence.syntax.yamltext import Document, YamlError, decode

NAMES: Final = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""How files of kustomizations are called."""

LIMITS: Final = (
    "Kubernetes: of a kustomization, resources, bases, components, namespace, names, labels,"
    " annotations, images and patches are followed; replacements, vars, generators of other objects,"
    " plugins, charts and remote bases are gaps",
)

MAX_DEPTH: Final = 40
MAX_OBJECTS: Final = 200_000

_KNOWN: Final = frozenset(
    [
        "apiVersion",
        "kind",
        "metadata",
        "resources",
        "bases",
        "components",
        "namespace",
        "namePrefix",
        "nameSuffix",
        "commonLabels",
        "labels",
        "commonAnnotations",
        "images",
        "patches",
        "patchesStrategicMerge",
        "patchesJson6902",
        "configMapGenerator",
        "secretGenerator",
        "generatorOptions",
        "replicas",
        "crds",
        "openapi",
        "buildMetadata",
        "sortOptions",
    ]
)


@dataclass(slots=True)
class Kustomization:
    """One file: its folder, what it says, and where."""

    name: str
    folder: str
    body: dict[str, Any]
    places: Finder
    fault: tuple[str, int] | None = None

    def locate(self, pointer: str = "") -> Source:
        """Return where something stands in the file."""
        return Written(self.name, self.places).locate(pointer)


@dataclass(slots=True)
class Composed:
    """What a kustomization deploys, and why it may be more or other: `(what, reason, source)`."""

    manifests: list[Manifest] = field(default_factory=list)
    gaps: list[tuple[str, str, Source]] = field(default_factory=list)
    faults: list[tuple[str, str, int]] = field(default_factory=list)


class Kustomizations:
    """All kustomizations of a tree. `roots` are the folders that nobody else uses as a base."""

    def __init__(self, tree: Tree, names: Iterable[str]) -> None:
        self._tree = tree
        self._by_folder: dict[str, Kustomization] = {}
        for name in sorted(names):
            loaded = _load(tree, name)
            self._by_folder.setdefault(loaded.folder, loaded)
        self.used: set[str] = set()
        bases: set[str] = set()
        for each in self._by_folder.values():
            for path in _texts(each.body, "resources", "bases", "components"):
                target = _join(each.folder, path)
                if target in self._by_folder and target != each.folder:
                    bases.add(target)
                elif target is not None:
                    self.used.add(target)
            self.used |= set(_patch_files(each))
        self.roots = sorted(
            folder
            for folder, each in self._by_folder.items()
            if folder not in bases and each.body.get("kind") != "Component"
        )

    def compose(self, root: str) -> Composed:
        """Return what the kustomization of a folder deploys."""
        composed = Composed()
        composed.manifests = self._of(self._by_folder[root], composed, ())
        return composed

    def _of(self, of: Kustomization, composed: Composed, above: tuple[str, ...]) -> list[Manifest]:
        if of.fault is not None:
            composed.faults.append((of.name, *of.fault))
            return []
        if of.folder in above or len(above) > MAX_DEPTH:
            composed.gaps.append((f"`{of.name}`", "its bases lead back to itself", of.locate()))
            return []
        found: list[Manifest] = []
        for path in _texts(of.body, "resources", "bases"):
            found += self._resource(of, path, composed, (*above, of.folder))
        if len(found) > MAX_OBJECTS:
            reason = f"deploys more than {MAX_OBJECTS} objects: the rest was not read"
            composed.gaps.append((f"`{of.name}`", reason, of.locate()))
            found = found[:MAX_OBJECTS]
        for path in _texts(of.body, "components"):
            found = self._component(of, path, found, composed, (*above, of.folder))
        return self._changed(of, found, composed)

    def _resource(
        self, of: Kustomization, path: str, composed: Composed, above: tuple[str, ...]
    ) -> list[Manifest]:
        target = _join(of.folder, path)
        base = self._by_folder.get(target) if target is not None else None
        if base is not None:
            return self._of(base, composed, above)
        if target is not None and target in self._tree.files:
            file = read_file(self._tree, target)
            composed.faults += [(target, reason, line) for reason, line in file.faults]
            return file.manifests
        remote = "://" in path or path.startswith("github.com/") or "?ref=" in path
        reason = "it lies elsewhere and is not downloaded" if remote else "it is not in the tree"
        composed.gaps.append(
            (f"`{path}`", f"{reason}; `{of.name}` deploys it", of.locate("resources"))
        )
        return []

    def _component(
        self,
        of: Kustomization,
        path: str,
        found: list[Manifest],
        composed: Composed,
        above: tuple[str, ...],
    ) -> list[Manifest]:
        target = _join(of.folder, path)
        component = self._by_folder.get(target) if target is not None else None
        if component is None or component.fault is not None or component.folder in above:
            reason = f"the component is not in the tree; `{of.name}` uses it"
            composed.gaps.append((f"`{path}`", reason, of.locate("components")))
            return found
        for each in _texts(component.body, "resources", "bases"):
            found = [*found, *self._resource(component, each, composed, (*above, component.folder))]
        return self._changed(component, found, composed)

    def _changed(
        self, of: Kustomization, found: list[Manifest], composed: Composed
    ) -> list[Manifest]:
        """Return the objects with everything done to them that a kustomization says."""
        for key in sorted(set(of.body) - _KNOWN):
            if of.body[key]:
                reason = f"`{key}` is not followed: it may change everything that it deploys"
                composed.gaps.append((f"`{of.name}`", reason, of.locate(key)))
        for patch in self._patches(of, composed):
            found = list(_patched(patch, found, of, composed))
        return _transformed(of, found)

    def _patches(self, of: Kustomization, composed: Composed) -> Iterator[Patch]:
        for key in ("patches", "patchesStrategicMerge", "patchesJson6902"):
            listed = of.body.get(key)
            for number, each in enumerate(listed if isinstance(listed, list) else []):
                at = f"{key}[{number}]"
                target = each.get("target") if isinstance(each, dict) else None
                path = each.get("path") if isinstance(each, dict) else each
                inline = each.get("patch") if isinstance(each, dict) else None
                if isinstance(path, str) and "\n" in path.strip():
                    path, inline = None, path
                bodies = list(self._bodies(of, path, inline, at, composed))
                selector = target if isinstance(target, dict) else None
                for body, origin, inner in bodies:
                    yield Patch(body, selector, origin, inner)

    def _bodies(
        self, of: Kustomization, path: Any, inline: Any, at: str, composed: Composed
    ) -> Iterator[tuple[Any, Origin, str]]:
        where = of.locate(at)
        if isinstance(inline, str):
            for document in _documents(inline.encode("utf-8", "surrogatepass"), where):
                yield document, _Fixed(where), ""
            return
        target = _join(of.folder, path) if isinstance(path, str) else None
        if target is None or target not in self._tree.files:
            reason = f"the patch is not in the tree; `{of.name}` uses it"
            composed.gaps.append((f"`{path}`", reason, where))
            return
        try:
            listed = decode(self._tree.read(target))
        except (Unreadable, YamlError) as error:
            composed.faults.append((target, str(error), error.line))
            return
        for each in listed:
            if each.fault is not None:
                composed.faults.append((target, str(each.fault), each.fault.line))
            elif isinstance(each.value, dict | list):
                origin = Written(target, Places(each))
                yield settle(each.value, Source(target, each.line)), origin, ""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """An origin with one place: a patch that is written as text."""

    source: Source

    def locate(self, pointer: str) -> Source:
        """Return the one place."""
        del pointer
        return self.source


def _documents(data: bytes, where: Source) -> Iterator[Any]:
    try:
        for each in decode(data):
            if isinstance(each.value, dict | list):
                yield settle(each.value, where)
    except YamlError:
        return  # a patch that is none means nothing, and kustomize refuses it


def _load(tree: Tree, name: str) -> Kustomization:
    folder = str(PurePosixPath(name).parent)
    empty = Places(Document({}, 1))
    try:
        documents = [
            each for each in decode(tree.read(name)) if each.value is not None or each.fault
        ]
    except (Unreadable, YamlError) as error:
        return Kustomization(name, folder, {}, empty, (str(error), error.line))
    first = documents[0] if documents else Document({}, 1)
    if first.fault is not None or not isinstance(first.value, dict):
        fault = (str(first.fault), first.fault.line) if first.fault else ("is no map", first.line)
        return Kustomization(name, folder, {}, empty, fault)
    return Kustomization(name, folder, first.value, Places(first))


def _texts(body: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        listed = body.get(key)
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, str):
                yield each


def _patch_files(of: Kustomization) -> Iterator[str]:
    for key in ("patches", "patchesStrategicMerge", "patchesJson6902"):
        listed = of.body.get(key)
        for each in listed if isinstance(listed, list) else []:
            path = each.get("path") if isinstance(each, dict) else each
            if isinstance(path, str) and "\n" not in path and (target := _join(of.folder, path)):
                yield target


def _join(folder: str, path: str) -> str | None:
    """Return a path relative to the tree, None for one that leaves it or is no path."""
    if "://" in path or path.startswith("/"):
        return None
    steps: list[str] = [] if folder == "." else folder.split("/")
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps) or "."


def _patched(
    patch: Patch, found: list[Manifest], of: Kustomization, composed: Composed
) -> Iterator[Manifest]:
    hit = False
    for manifest in found:
        if not means(patch, manifest.body):
            yield manifest
            continue
        hit = True
        try:
            body, pieces = apply(patch, manifest.body)
        except NotApplicable as error:
            where = patch.origin.locate(patch.at)
            composed.gaps.append((f"a patch of `{of.name}`", str(error), where))
            yield replace(manifest, body=_hidden(manifest.body, str(error), where))
            continue
        if body is not None:
            yield replace(manifest, body=body, origin=_origin(manifest, patch, pieces))
    if not hit and patch.target is None:
        where = patch.origin.locate(patch.at)
        composed.gaps.append((f"a patch of `{of.name}`", "it means no object that is there", where))


def _origin(manifest: Manifest, patch: Patch, pieces: list[Piece]) -> Origin:
    made = Patched(manifest.origin)
    for piece in pieces:
        made.add(piece.pointer, patch.origin, piece.inner)
    return made


def _hidden(body: dict[str, Any], reason: str, where: Source) -> dict[str, Any]:
    why = Unknown(f"a patch of it cannot be applied: {reason}", where)
    return {**body, "spec": why, "metadata": {**body.get("metadata", {}), "annotations": why}}


def _transformed(of: Kustomization, found: list[Manifest]) -> list[Manifest]:
    body = of.body
    bodies = [each.body for each in found]
    namespace = body.get("namespace")
    if isinstance(namespace, str) and namespace:
        bodies = [transforming.in_namespace(each, namespace) for each in bodies]
    prefix, suffix = body.get("namePrefix"), body.get("nameSuffix")
    if isinstance(prefix, str) or isinstance(suffix, str):
        bodies = transforming.renamed(bodies, str(prefix or ""), str(suffix or ""))
    for pairs, selectors, templates in _labels(body):
        bodies = [
            transforming.labelled(each, pairs, selectors=selectors, templates=templates)
            for each in bodies
        ]
    noted = body.get("commonAnnotations")
    if isinstance(noted, dict):
        bodies = [transforming.annotated(each, noted) for each in bodies]
    images = body.get("images")
    if isinstance(images, list):
        bodies = [transforming.with_images(each, images) for each in bodies]
    return [
        each if each.body is made else replace(each, body=made)
        for each, made in zip(found, bodies, strict=True)
    ]


def _labels(body: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool, bool]]:
    common = body.get("commonLabels")
    if isinstance(common, dict):
        yield common, True, True
    listed = body.get("labels")
    for each in listed if isinstance(listed, list) else []:
        pairs = each.get("pairs") if isinstance(each, dict) else None
        if isinstance(pairs, dict):
            selectors = each.get("includeSelectors") is True
            yield pairs, selectors, each.get("includeTemplates") is True or selectors
