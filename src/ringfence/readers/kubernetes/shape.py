"""From a manifest to a resource: its type, its id, its address, and where it is written.

The body is the manifest as Kubernetes has it, without what is secret. The id names the root, the
group and kind, the namespace and the name: `/kubernetes/<root>/<group>/<Kind>/<namespace>/<name>`.
"""

from __future__ import annotations

import re
from typing import Any, Final, Protocol

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Origin, Resource
from ringfence.model.symbols import show, symbol
from ringfence.readers.kubernetes.kinds import TYPE_PREFIX, name_of

CLUSTER_WIDE: Final = frozenset(
    [
        "core/Namespace",
        "core/PersistentVolume",
        "core/Node",
        "storage.k8s.io/StorageClass",
        "networking.k8s.io/IngressClass",
        "gateway.networking.k8s.io/GatewayClass",
        "approuting.kubernetes.azure.com/NginxIngressController",
        "cilium.io/CiliumClusterwideNetworkPolicy",
        "crd.projectcalico.org/GlobalNetworkPolicy",
        "projectcalico.org/GlobalNetworkPolicy",
        "policy.networking.k8s.io/AdminNetworkPolicy",
        "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
    ]
)
"""Kinds without a namespace."""

DEFAULT_NAMESPACE: Final = "default"
"""Where an object without a namespace goes, unless whoever applies it says otherwise:
https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"""

_SECRET: Final = frozenset({"data", "stringData"})
_HIDDEN: Final = "the content of a Secret is never read"


class Finder(Protocol):
    """Finds places in one document, as `yamlplaces.Places` and `jsontext.Places` do."""

    @property
    def root(self) -> Any:
        """The place of the whole document."""
        ...

    def line(self, place: Any, /) -> int:
        """Return the 1-based line of a place."""
        ...

    def child(self, place: Any, step: str | int, /) -> Any:
        """Return the place of a member or an element, None if there is none."""
        ...


class Written:
    """The origin of an object: a document of a file, perhaps an item of a list in it.

    `places` are those of the document, shared by all objects in it. Keys of annotations and labels
    hold dots: a pointer is followed by the longest key that fits.
    """

    __slots__ = ("_places", "file", "path")

    def __init__(self, file: str, places: Finder, path: tuple[str | int, ...] = ()) -> None:
        self.file = file
        self.path = path
        self._places = places

    def locate(self, pointer: str) -> Source:
        """Return file and line of a property, or of its nearest parent that is written."""
        places = self._places
        at = places.root
        for step in self.path:
            below = places.child(at, step)
            at = at if below is None else below
        while pointer:
            below, pointer = _below(places, at, pointer)
            if below is None:
                break
            at = below
        return Source(self.file, places.line(at))


_INDEX: Final = re.compile(r"\[(\d+)\]\.?")
_KEY_ENDS: Final = re.compile(r"(?=[.\[])|\Z")


def _below(places: Finder, at: Any, pointer: str) -> tuple[Any, str]:
    """Return the place of the next step of a pointer, and what is left of the pointer."""
    index = _INDEX.match(pointer)
    if index is not None:
        return places.child(at, int(index[1])), pointer[index.end() :]
    for end in sorted((match.start() for match in _KEY_ENDS.finditer(pointer, 1)), reverse=True):
        below = places.child(at, pointer[:end])
        if below is not None:
            return below, pointer[end:].removeprefix(".")
    return None, ""


def declare(
    manifest: dict[str, Any],
    root: str,
    origin: Origin,
    *,
    address: str = "",
    presence: Unknown | None = None,
) -> Resource | None:
    """Return the resource that a manifest declares, None for what is no object of a cluster.

    An object needs `apiVersion`, `kind` and a name. `address` is the name under which the user
    knows it, `kind/namespace/name` without one. A name that is not known becomes a symbol.
    """
    api_version, kind = manifest.get("apiVersion"), manifest.get("kind")
    metadata = manifest.get("metadata")
    if not isinstance(api_version, str) or not isinstance(kind, str) or not kind:
        return None
    if not isinstance(metadata, dict):
        return None
    type_ = name_of(api_version, kind)
    name = metadata.get("name")
    if name is None or name == "":
        name = metadata.get("generateName")
    if name is None or name == "":
        return None
    if not isinstance(name, str | Unknown):
        name = str(name)
    namespace = _namespace(metadata, type_)
    parts = [
        each if isinstance(each, str) else _unnamed(origin, what, root)
        for each, what in ((namespace, "namespace"), (name, "name"))
    ]
    own = [show(each) for each in (kind.lower(), *parts) if each]
    return Resource(
        id="/".join(("/kubernetes", root or ".", type_, *parts)),
        type=TYPE_PREFIX + type_,
        name=name,
        body=_body(manifest, type_, origin),
        address=address or "/".join(own),
        root=root,
        origin=origin,
        presence=presence,
        api_version=api_version,
    )


def _unnamed(origin: Origin, what: str, root: str) -> str:
    """Return what stands for a name that is not known: a symbol of the place where it is written."""
    where = origin.locate("")
    return symbol(f"{where.file}:{where.line}.{what}", root)


def _namespace(metadata: dict[str, Any], type_: str) -> str | Unknown:
    if type_ in CLUSTER_WIDE:
        return ""
    namespace = metadata.get("namespace")
    if isinstance(namespace, Unknown):
        return namespace
    return str(namespace) if namespace not in (None, "") else DEFAULT_NAMESPACE


def _body(manifest: dict[str, Any], type_: str, origin: Origin) -> dict[str, Value]:
    if type_ != "core/Secret":
        return dict(manifest)
    where = origin.locate("")
    kept: dict[str, Value] = {}
    for key, value in manifest.items():
        if key in _SECRET and isinstance(value, dict):
            kept[key] = {name: Unknown(_HIDDEN, where) for name in value}
        else:
            kept[key] = value
    return kept
