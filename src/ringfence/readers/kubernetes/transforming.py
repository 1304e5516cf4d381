"""What a kustomization does to all its objects: namespace, names, labels, annotations, images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ringfence.readers.kubernetes.kinds import name_of
from ringfence.readers.kubernetes.shape import CLUSTER_WIDE

_TEMPLATES: Final[tuple[tuple[str, ...], ...]] = (
    ("spec", "template"),
    ("spec", "jobTemplate", "spec", "template"),
)
_SELECTORS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "core/Service": (("spec", "selector"),),
    "core/ReplicationController": (("spec", "selector"),),
    "apps/Deployment": (("spec", "selector", "matchLabels"),),
    "apps/StatefulSet": (("spec", "selector", "matchLabels"),),
    "apps/DaemonSet": (("spec", "selector", "matchLabels"),),
    "apps/ReplicaSet": (("spec", "selector", "matchLabels"),),
    "networking.k8s.io/NetworkPolicy": (("spec", "podSelector", "matchLabels"),),
}
_REFERENCES: Final = {
    "serviceAccountName": "core/ServiceAccount",
    "claimName": "core/PersistentVolumeClaim",
    "storageClassName": "storage.k8s.io/StorageClass",
    "serviceName": "core/Service",
    "ingressClassName": "networking.k8s.io/IngressClass",
}
_BACKENDS: Final = ("service", "backendRefs")

Body = dict[str, Any]


def type_of(body: Body) -> str:
    """Return `group/Kind` of a manifest."""
    return name_of(str(body.get("apiVersion", "")), str(body.get("kind", "")))


def changed(body: Any, path: tuple[str, ...], make: Callable[[Any], Any], *, create: bool) -> Any:
    """Return an object with what stands at a path replaced; absent parents are made on demand."""
    if not path:
        return make(body)
    if body is None and create:
        body = {}
    if not isinstance(body, dict) or (path[0] not in body and not create):
        return body
    return {**body, path[0]: changed(body.get(path[0]), path[1:], make, create=create)}


def in_namespace(body: Body, namespace: str) -> Body:
    """Return an object in a namespace; those without one stay as they are."""
    if type_of(body) in CLUSTER_WIDE:
        return body
    made: Body = changed(body, ("metadata", "namespace"), lambda _: namespace, create=True)
    return made


def labelled(body: Body, pairs: dict[str, Any], *, selectors: bool, templates: bool) -> Body:
    """Return an object with labels, in selectors and templates as well where that is asked for."""

    def add(old: Any) -> Any:
        return {**(old if isinstance(old, dict) else {}), **pairs} if _plain(old) else old

    made: Body = changed(body, ("metadata", "labels"), add, create=True)
    for path in _TEMPLATES if selectors or templates else ():
        if _reached(made, path):
            made = changed(made, (*path, "metadata", "labels"), add, create=True)
    for path in _SELECTORS.get(type_of(body), ()) if selectors else ():
        if _reached(made, path[:-1]) and (path[-1] == "matchLabels" or _reached(made, path)):
            made = changed(made, path, add, create=True)
    return made


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, dict)


def _reached(body: Any, path: tuple[str, ...]) -> bool:
    for step in path:
        if not isinstance(body, dict) or step not in body:
            return False
        body = body[step]
    return True


def annotated(body: Body, pairs: dict[str, Any]) -> Body:
    """Return an object with annotations."""

    def add(old: Any) -> Any:
        return {**(old if isinstance(old, dict) else {}), **pairs} if _plain(old) else old

    made: Body = changed(body, ("metadata", "annotations"), add, create=True)
    return made


def renamed(bodies: list[Body], prefix: str, suffix: str) -> list[Body]:
    """Return objects with a prefix and a suffix on their names and on the references to them."""
    names: dict[tuple[str, str], str] = {}
    for body in bodies:
        metadata = body.get("metadata")
        name = metadata.get("name") if isinstance(metadata, dict) else None
        type_ = type_of(body)
        if isinstance(name, str) and type_ not in _KEPT:
            names[type_, name] = f"{prefix}{name}{suffix}"
    made = []
    for body in bodies:
        metadata = body.get("metadata")
        own = metadata.get("name") if isinstance(metadata, dict) else None
        fresh = names.get((type_of(body), own)) if isinstance(own, str) else None
        spec = _referring(body.get("spec"), names, "")
        each = {**body, "spec": spec} if spec is not body.get("spec") else body
        if fresh is not None and isinstance(metadata, dict):
            each = {**each, "metadata": {**metadata, "name": fresh}}
        made.append(each)
    return made


_KEPT: Final = frozenset({"core/Namespace", "apiextensions.k8s.io/CustomResourceDefinition"})
"""Kinds that no prefix renames."""


def _referring(value: Any, names: dict[tuple[str, str], str], key: str) -> Any:
    if isinstance(value, list):
        made = [_referring(each, names, key) for each in value]
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    fresh: dict[str, Any] = {}
    for name, inner in value.items():
        type_ = _REFERENCES.get(name)
        if name == "name" and key in _BACKENDS:
            type_ = "core/Service"
        if type_ is not None and isinstance(inner, str):
            new = names.get((type_, inner), inner)
            if new != inner:
                fresh[name] = new
            continue
        new = _referring(inner, names, name)
        if new is not inner:
            fresh[name] = new
    return {**value, **fresh} if fresh else value


def with_images(body: Body, images: list[Any]) -> Body:
    """Return an object whose containers run other images, as a kustomization says."""
    wanted = {
        each["name"]: each
        for each in images
        if isinstance(each, dict) and isinstance(each.get("name"), str)
    }
    made: Body = _imaged(body, wanted)
    return made


def _imaged(value: Any, wanted: dict[str, Any]) -> Any:
    if isinstance(value, list):
        made = [_imaged(each, wanted) for each in value]
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    fresh: dict[str, Any] = {}
    for key, inner in value.items():
        if key == "image" and isinstance(inner, str):
            if (new := _image(inner, wanted)) != inner:
                fresh[key] = new
        elif (made := _imaged(inner, wanted)) is not inner:
            fresh[key] = made
    return {**value, **fresh} if fresh else value


def _image(image: str, wanted: dict[str, Any]) -> str:
    plain, at, digest = image.partition("@")
    head, slash, last = plain.rpartition("/")
    name, colon, tag = last.partition(":")
    asked = wanted.get(f"{head}{slash}{name}")
    if asked is None:
        return image
    base = asked.get("newName") or f"{head}{slash}{name}"
    if asked.get("digest"):
        return f"{base}@{asked['digest']}"
    if asked.get("newTag"):
        return f"{base}:{asked['newTag']}"
    return f"{base}{colon}{tag}{at}{digest}"
