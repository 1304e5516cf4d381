"""What one block writes into another resource: associations, rules, keys, members."""

from __future__ import annotations

from ringfence.model.facts import MAYBE, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.readers.harvest import Fold
from ringfence.readers.merging import Patched
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.mapping import SELF, Arguments, Part, Piece
from ringfence.readers.terraform.origins import Traced
from ringfence.readers.terraform.places import directory_object


def write(parts: tuple[Part, ...], instance: Declared, arguments: Arguments) -> dict[str, Value]:
    """Return the body that parts write from arguments."""
    body: dict[str, Value] = {}
    provider = instance.provider
    for part in parts:
        part.apply(arguments, provider, body)
    return body


def either(one: Unknown | None, other: Unknown | None) -> Unknown | None:
    """Return the first doubt that there is."""
    return other if one is None else one


def _piece(instance: Declared, piece: Piece) -> tuple[Value, Traced] | None:
    """Return what a piece writes, and its origin; None if it writes nothing."""
    value: Value = write(piece.parts, instance, instance.arguments)
    for step in filter(None, piece.take.split(".")):
        value = value.get(step) if isinstance(value, dict) else value
    if value is None or value == {}:
        return None
    return value, Traced(instance.origin, piece.parts, instance.arguments, taken=piece.take)


def _target(instance: Declared, piece: Piece) -> Value:
    """Return the id of the resource that a piece belongs to, or why it is not known."""
    if not piece.target:
        return instance.id.rsplit("/", 2)[0] if instance.doubt is None else instance.doubt
    target = instance.arguments.get(piece.target)
    if target is None:
        return Unknown(f"`{piece.target}` is not set", instance.origin.locate(""))
    if piece.collection and isinstance(target, str):
        return directory_object(piece.collection, target)
    return target


def with_self(value: Value, id_: str) -> Value:
    """Fill in the id where a part could only point at it."""
    if isinstance(value, str):
        return value.replace(SELF, id_)
    if isinstance(value, list):
        return [with_self(each, id_) for each in value]
    if isinstance(value, dict):
        return {key: with_self(each, id_) for key, each in value.items()}
    return value


def fold(instance: Declared, piece: Piece) -> list[Fold]:
    """Return the folds of a piece; appending a list appends its elements one by one."""
    made = _piece(instance, piece)
    if made is None:
        return []
    value, origin = made
    target = _target(instance, piece)
    if isinstance(target, str):
        value = with_self(value, target)
    values: list[tuple[Value, Unknown | None]] = [(value, None)]
    if piece.mode == "append" and isinstance(value, list):
        values = list(members(value))
    return [
        Fold(
            target, piece.types, piece.pointer, each, piece.mode, instance.address,
            instance.root, origin, either(doubt, instance.presence),
        )
        for each, doubt in values
    ]  # fmt: skip


def into(
    resource: Resource, instance: Declared, piece: Piece, unsure: Unknown | None = None
) -> bool:
    """Write a piece into the elements of a list of a resource; False if none is surely meant.

    `unsure` says why the resource may not be the one that is meant.
    """
    made = _piece(instance, piece)
    if made is None:
        return True
    path, _, inner = piece.pointer.partition("[].")
    listed: Value = resource.body
    for step in path.split("."):
        listed = listed.get(step) if isinstance(listed, dict) else None
    wanted = instance.arguments.get(piece.only) if piece.only else None
    met = False
    patched = resource.origin
    if not isinstance(patched, Patched):
        patched = Patched(resource.origin)
    for index, (element, doubt) in enumerate(members(listed)):
        if not isinstance(element, dict):
            continue
        name = element.get("name")
        if piece.only and name != wanted and isinstance(name, str) and isinstance(wanted, str):
            continue
        open_ = (unsure, doubt, name, wanted)
        vague = next((each for each in open_ if isinstance(each, Unknown)), None)
        met = met or vague is None
        at = _insert(element, inner, made[0], either(instance.presence, vague))
        patched.add(f"{path}[{index}].{inner}[{at}]", made[1], "")
    resource.origin = patched
    return met


def _insert(element: dict[str, Value], pointer: str, value: Value, doubt: Unknown | None) -> int:
    """Add a value to the list at a pointer; return its place there, -1 where all is unknown."""
    *path, last = pointer.split(".")
    into = element
    for step in path:
        inner = into.setdefault(step, {})
        if not isinstance(inner, dict):
            return -1
        into = inner
    listed = into.setdefault(last, [])
    if not isinstance(listed, list):
        return -1
    if doubt is not None:
        value = {**value, MAYBE: doubt} if isinstance(value, dict) else doubt
    listed.append(value)
    return len(listed) - 1


def loose(instance: Declared, piece: Piece) -> list[Fold]:
    """Return a fold for a piece whose element is not seen: a doubtful element that holds it."""
    made = _piece(instance, piece)
    if made is None:
        return []
    path, _, inner = piece.pointer.partition("[].")
    target = instance.arguments.get(piece.target)
    why = Unknown(
        f"`{instance.address}` adds to an element that is not declared here",
        instance.origin.locate(piece.target),
    )
    element: dict[str, Value] = {MAYBE: why}
    _insert(element, inner, made[0], None)
    if piece.only:
        element["name"] = instance.arguments.get(piece.only)
    return [
        Fold(
            why if target is None else target, piece.types, path, element, "append",
            instance.address, instance.root, made[1], instance.presence,
        )
    ]  # fmt: skip
