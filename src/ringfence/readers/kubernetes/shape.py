"""From a manifest to a resource: its type, its id, its address, and where it is written.

The body is the manifest as Kubernetes has it, without what is secret. The id names the root, the
group and kind, the namespace and the name: `/kubernetes/<root>/<group>/<Kind>/<namespace>/<name>`.
"""

from __future__ import annotations

from typing import Any, Final

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Origin, Resource
from ringfence.model.symbols import show, symbol
from ringfence.readers.kubernetes.kinds import TYPE_PREFIX, name_of
from ringfence.syntax.yamlplaces import Places, Spot

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


class Written:
    """The origin of an object: a document of a file, perhaps an item of a list in it.

    `places` are those of the document, shared by all objects in it. Keys of annotations and labels
    hold dots: a pointer is followed by the longest key that fits.
    """

    __slots__ = ("_places", "file", "path")

    def __init__(self, file: str, places: Places, path: tuple[str | int, ...] = ()) -> None:
        self.file = file
        self.path = path
        self._places = places

    def locate(self, pointer: str) -> Source:
        """Return file and line of a property, or of its nearest parent that is written."""
        places = self._places
        at = places.nearest(self.path)
        if not pointer:
            return Source(self.file, _first_line(places, at))
        while pointer:
            step, pointer = _next(at, pointer)
            below = None if step is None else places.child(at, step)
            if below is None:
                break
            at = below
        return Source(self.file, places.line(at))


def _first_line(places: Places, at: Spot) -> int:
    """Return the line of the first key of an object: where a reader looks for it."""
    below = list(at.below.values()) if isinstance(at.below, dict) else []
    return min((places.line(each) for each in below), default=places.line(at))


def _next(at: Spot, pointer: str) -> tuple[str | int | None, str]:
    """Return the next step of a pointer below a place, and what is left of the pointer."""
    if pointer.startswith("["):
        number, _, rest = pointer[1:].partition("]")
        return (int(number) if number.isdigit() else None), rest.lstrip(".")
    keys = at.below if isinstance(at.below, dict) else {}
    fitting = [
        key
        for key in keys
        if pointer.startswith(key) and pointer[len(key) : len(key) + 1] in ("", ".", "[")
    ]
    if not fitting:
        return None, ""
    key = max(fitting, key=len)
    return key, pointer[len(key) :].lstrip(".")


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
    where = origin.locate("")
    unnamed = symbol(f"{where.file}:{where.line}.name", root)
    nowhere = symbol(f"{where.file}:{where.line}.namespace", root)
    parts = (
        namespace if isinstance(namespace, str) else nowhere,
        name if isinstance(name, str) else unnamed,
    )
    own = [show(each) for each in (kind.lower(), *parts) if each]
    return Resource(
        id="/".join(("/kubernetes", root or ".", type_, *parts)),
        type=TYPE_PREFIX + type_,
        name=name,
        body=_body(manifest, type_, where),
        address=address or "/".join(own),
        root=root,
        origin=origin,
        presence=presence,
        api_version=api_version,
    )


def _namespace(metadata: dict[str, Any], type_: str) -> str | Unknown:
    if type_ in CLUSTER_WIDE:
        return ""
    namespace = metadata.get("namespace")
    if isinstance(namespace, Unknown):
        return namespace
    return str(namespace) if namespace not in (None, "") else DEFAULT_NAMESPACE


def _body(manifest: dict[str, Any], type_: str, where: Source) -> dict[str, Value]:
    if type_ != "core/Secret":
        return dict(manifest)
    kept: dict[str, Value] = {}
    for key, value in manifest.items():
        if key in _SECRET and isinstance(value, dict):
            kept[key] = {name: Unknown(_HIDDEN, where) for name in value}
        else:
            kept[key] = value
    return kept
