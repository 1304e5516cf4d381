"""Patches of kustomizations: strategic merges and lists of JSON operations.

Nothing is changed in place: bases are shared by overlays. Sources: the pages of kustomize on
`patches` (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/), the
merge keys of the API types, and RFC 6902.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ringfence.model.facts import Unknown
from ringfence.model.resource import Origin

_DIRECTIVE: Final = "$patch"
_KEYS: Final = {
    "containers": ("name",),
    "initContainers": ("name",),
    "ephemeralContainers": ("name",),
    "volumes": ("name",),
    "env": ("name",),
    "imagePullSecrets": ("name",),
    "ports": ("containerPort", "port"),
    "volumeMounts": ("mountPath",),
    "hostAliases": ("ip",),
    "topologySpreadConstraints": ("topologyKey",),
}
"""Lists that a strategic merge joins by a key; it replaces all others."""


class NotApplicable(ValueError):
    """A patch that cannot be applied; the message is one clause."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A place of an object that a patch wrote, and where in the patch."""

    pointer: str
    inner: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch as written: a body (strategic) or operations, whom it means, and its place.

    `target` is the selector of the kustomization, None for one that means what it names itself.
    `at` is the pointer of the patch in what `origin` locates.
    """

    body: dict[str, Any] | list[Any]
    target: dict[str, Any] | None
    origin: Origin
    at: str = ""


def means(patch: Patch, body: dict[str, Any]) -> bool:
    """Tell whether a patch means an object."""
    metadata = body.get("metadata")
    if not isinstance(metadata, dict):
        return False
    if patch.target is not None:
        return _selected(patch.target, body, metadata)
    if not isinstance(patch.body, dict):
        return False
    named = patch.body.get("metadata")
    wanted = named if isinstance(named, dict) else {}
    return (
        patch.body.get("kind") == body.get("kind")
        and _group(patch.body) == _group(body)
        and wanted.get("name") == metadata.get("name")
        and wanted.get("namespace", metadata.get("namespace")) == metadata.get("namespace")
    )


def _group(body: dict[str, Any]) -> str:
    return str(body.get("apiVersion", "")).rpartition("/")[0]


def _selected(target: dict[str, Any], body: dict[str, Any], metadata: dict[str, Any]) -> bool:
    facts = {
        "group": _group(body),
        "version": str(body.get("apiVersion", "")).rpartition("/")[2],
        "kind": body.get("kind"),
        "name": metadata.get("name"),
        "namespace": metadata.get("namespace"),
    }
    for key, wanted in target.items():
        if key in facts:
            if wanted and not _matches(str(wanted), facts[key]):
                return False
        elif key in ("labelSelector", "annotationSelector"):
            held = metadata.get("labels" if key == "labelSelector" else "annotations")
            if not _labelled(str(wanted), held if isinstance(held, dict) else {}):
                return False
    return True


def _matches(pattern: str, value: Any) -> bool:
    if isinstance(value, Unknown):
        return True
    if pattern == value:
        return True
    try:
        return re.fullmatch(pattern[:200], str(value or "")[:300]) is not None
    except re.error:
        return False


def _labelled(selector: str, held: dict[str, Any]) -> bool:
    for part in selector.split(","):
        key, equals, value = part.replace("==", "=").partition("=")
        key, value = key.strip(), value.strip()
        if key.endswith("!"):
            if str(held.get(key[:-1].strip())) == value:
                return False
        elif (equals and str(held.get(key)) != value) or (not equals and key and key not in held):
            return False
    return True


def apply(patch: Patch, body: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Piece]]:
    """Return an object with a patch applied (None: it is deleted), and what the patch wrote.

    Raises NotApplicable.
    """
    pieces: list[Piece] = []
    if isinstance(patch.body, list):
        made: Any = body
        for number, operation in enumerate(patch.body):
            made = _operate(made, operation, f"{patch.at}[{number}]", pieces)
        if not isinstance(made, dict):
            raise NotApplicable("it leaves no object")
        return made, pieces
    if patch.body.get(_DIRECTIVE) == "delete":
        return None, pieces
    return _merge(body, patch.body, "", patch.at, pieces), pieces


def _merge(
    body: dict[str, Any], patch: dict[str, Any], path: str, at: str, pieces: list[Piece]
) -> dict[str, Any]:
    if patch.get(_DIRECTIVE) == "replace":
        pieces.append(Piece(path, at))
        return {key: value for key, value in patch.items() if key != _DIRECTIVE}
    made = dict(body)
    for key, value in patch.items():
        pointer, inner = _below(path, key), _below(at, key)
        if key.startswith("$"):
            continue
        mine = made.get(key)
        if value is None:
            made.pop(key, None)
        elif isinstance(mine, dict) and isinstance(value, dict):
            made[key] = _merge(mine, value, pointer, inner, pieces)
        elif isinstance(mine, list) and isinstance(value, list) and key in _KEYS:
            made[key] = _joined(mine, value, key, (pointer, inner), pieces)
        else:
            made[key] = value
            pieces.append(Piece(pointer, inner))
    return made


def _joined(
    mine: list[Any], patch: list[Any], name: str, at: tuple[str, str], pieces: list[Piece]
) -> list[Any]:
    made = list(mine)
    for number, element in enumerate(patch):
        inner = f"{at[1]}[{number}]"
        key = next((k for k in _KEYS[name] if isinstance(element, dict) and k in element), "")
        index = next(
            (
                i
                for i, e in enumerate(made)
                if key and isinstance(e, dict) and e.get(key) == element[key]
            ),
            -1,
        )
        pointer = f"{at[0]}[{index if index >= 0 else len(made)}]"
        if index < 0:
            made.append(element)
            pieces.append(Piece(pointer, inner))
        elif element.get(_DIRECTIVE) == "delete":
            made[index] = None
        else:
            made[index] = _merge(made[index], element, pointer, inner, pieces)
    return [each for each in made if each is not None]


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _operate(body: Any, operation: Any, at: str, pieces: list[Piece]) -> Any:
    if not isinstance(operation, dict):
        raise NotApplicable("an operation is no object")
    kind, path = operation.get("op"), operation.get("path")
    if not isinstance(path, str) or not path.startswith("/"):
        raise NotApplicable("an operation has no path")
    steps = [step.replace("~1", "/").replace("~0", "~") for step in path[1:].split("/")]
    if kind in ("copy", "move"):
        raise NotApplicable(f"the operation `{kind}` is not followed")
    if kind == "test":
        return body
    pieces.append(Piece(_pointer(body, steps), f"{at}.value" if kind != "remove" else at))
    return _at(body, steps, str(kind), operation.get("value"))


def _pointer(body: Any, steps: list[str]) -> str:
    pointer = ""
    for step in steps:
        if isinstance(body, list):
            index = len(body) if step == "-" else int(step) if step.isdigit() else 0
            pointer += f"[{index}]"
            body = body[index] if index < len(body) else None
        else:
            pointer = _below(pointer, step)
            body = body.get(step) if isinstance(body, dict) else None
    return pointer


def _at(body: Any, steps: list[str], kind: str, value: Any) -> Any:
    """Return a value with one operation done below it."""
    step, *rest = steps
    if isinstance(body, dict):
        made = dict(body)
        if rest:
            if step not in made:
                raise NotApplicable(f"`{step}` is not there")
            made[step] = _at(made[step], rest, kind, value)
        elif kind == "remove":
            made.pop(step, None)
        else:
            made[step] = value
        return made
    if isinstance(body, list):
        return _in_list(body, step, rest, kind, value)
    if isinstance(body, Unknown):
        return body
    raise NotApplicable(f"`{step}` is not there")


def _in_list(body: list[Any], step: str, rest: list[str], kind: str, value: Any) -> list[Any]:
    made = list(body)
    index = len(made) if step == "-" else int(step) if step.isdigit() and len(step) < 7 else -1
    if index < 0 or index > len(made) or (index == len(made) and (rest or kind != "add")):
        raise NotApplicable(f"there is no element `{step}`")
    if rest:
        made[index] = _at(made[index], rest, kind, value)
    elif kind == "remove":
        del made[index]
    elif kind == "add":
        made.insert(index, value)
    else:
        made[index] = value
    return made


def walk(value: Any) -> Iterator[Any]:
    """Yield every object in a value."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            yield each
            stack += each.values()
        elif isinstance(each, list):
            stack += each
