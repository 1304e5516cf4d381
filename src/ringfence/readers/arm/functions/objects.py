"""Functions of objects, and those that take arrays or objects alike."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.readers.arm.functions.arrays import unique
from ringfence.readers.arm.guards import array, bounded_array, object_, settled, text
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Operand,
    Unsettled,
    blurred,
    equal,
    first_unknown,
    get,
    more,
    open_ended,
    perhaps,
    unknown_in,
)


@function("createObject", 0, MANY, style=Style.OPEN)
def create_object(arguments: list[Operand], root: str) -> Operand:
    """Return an object of keys and values in turn."""
    if len(arguments) % 2:
        raise Failure("`createObject` needs a value for every key")
    made: dict[str, Operand] = {}
    for key, value in zip(arguments[::2], arguments[1::2], strict=True):
        if isinstance(key, Unknown):  # it may be any property
            return blurred(key, "createObject", arguments, root)
        made[text(key, "createObject")] = value
    return made


@function("items", style=Style.OPEN)
def items(arguments: list[Operand], root: str) -> Operand:
    """Return the properties as an array of `{key, value}`, sorted by key."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "items", [value], root)
    inside = object_(value, "items")
    return [{"key": key, "value": inside[key]} for key in sorted(inside, key=str.lower)]


@function("objectKeys", style=Style.OPEN)
def object_keys(arguments: list[Operand], root: str) -> Operand:
    """Return the names of the properties, sorted."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "objectKeys", [value], root)
    return sorted(object_(value, "objectKeys"), key=str.lower)


@function("union", 1, MANY, style=Style.OPEN)
def union(arguments: list[Operand], root: str) -> Operand:
    """Return all elements once, or all properties: later ones win, objects inside are united."""
    arguments = settled(arguments)
    if any(isinstance(each, list) for each in arguments):
        listed: list[Operand] = []
        for each in arguments:
            if isinstance(each, Unknown):
                listed.append(more(each))
            else:
                listed += array(each, "union")
        return unique(bounded_array(listed))
    for each in arguments:
        if isinstance(each, Unknown):  # it may replace any property, or add some
            return blurred(each, "union", arguments, root)
    made: dict[str, Operand] = {}
    for each in arguments:
        made = _united(made, object_(each, "union"))
    return made


def _united(left: dict[str, Operand], right: dict[str, Operand]) -> dict[str, Operand]:
    made = dict(left)
    spelt = {key.lower(): key for key in made}
    for key, value in right.items():
        mine = spelt.setdefault(key.lower(), key)
        old = made.get(mine)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _united(old, value)  # noqa: PLW2901 - the value as it is stored
        made[mine] = value
    return made


@function("shallowMerge", style=Style.OPEN)
def shallow_merge(arguments: list[Operand], root: str) -> Operand:
    """Return one object for an array of them; later ones win."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "shallowMerge", [value], root)
    listed = array(value, "shallowMerge")
    why = first_unknown(open_ended(listed), *listed)
    if why is not None:
        return blurred(why, "shallowMerge", [value], root)
    made: dict[str, Operand] = {}
    for each in listed:
        made.update(object_(each, "shallowMerge"))
    return made


@function("intersection", 2, MANY, style=Style.OPEN)
def intersection(arguments: list[Operand], root: str) -> Operand:
    """Return the elements or properties that all arguments share."""
    arguments = settled(arguments)
    for each in arguments:
        why = open_ended(each) if isinstance(each, list) else None
        if isinstance(each, Unknown) or why is not None:
            return blurred(each if why is None else why, "intersection", arguments, root)
    kept = arguments[0]
    for other in arguments[1:]:
        kept = _shared(kept, other)
    return kept


def _shared(left: Operand, right: Operand) -> Operand:
    if isinstance(left, dict):
        there = {key.lower(): value for key, value in object_(right, "intersection").items()}
        return _kept({k: v for k, v in left.items() if k.lower() in there}, there)
    others = array(right, "intersection")
    kept: list[Operand] = []
    for element in array(left, "intersection"):
        answers = [equal(element, other) for other in others]
        if True in answers:
            kept.append(element)
        elif None in answers:
            kept.append(perhaps(_why(element, others), element))
    return kept


def _kept(left: dict[str, Operand], right: dict[str, Operand]) -> dict[str, Operand]:
    """Return the properties with equal values; one that may be equal is unknown."""
    made: dict[str, Operand] = {}
    for key, value in left.items():
        answer = equal(value, right[key.lower()])
        if answer is not False:
            made[key] = value if answer else _why(value, [right[key.lower()]])
    return made


def _why(value: Operand, others: list[Operand]) -> Unknown:
    for each in (value, *others):
        if (why := unknown_in(each)) is not None:
            return why
    return Unsettled("the compared values depend on what is not known")


@function("tryGet", 2, MANY, style=Style.OPEN)
def try_get(arguments: list[Operand], root: str) -> Operand:
    """Follow keys and indexes; null where one is missing."""
    value, *keys = arguments
    for key in keys:
        if value is None:
            return None
        if isinstance(value, Lazy | Unknown) or isinstance(key, Unknown):
            value = get(value, key, root)
            continue
        try:
            value = get(value, key, root)
        except Failure:
            return None
    return value
