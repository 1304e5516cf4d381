"""A state beside the configuration that it belongs to: the same resources, told twice.

What the configuration declares is taken from it, for that is what will be. What only the state
holds is there until the next apply, and is taken from the state. Where both state a value and not
the same, one of them is out of date, and nothing that hangs on the resource is called safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import OPEN, show
from ringfence.readers.harvest import Dangling, Fold, Harvest, Unmapped

_KEY: Final = re.compile(r'\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]$')
_Named = TypeVar("_Named", Resource, Fold, Unmapped)


def beside(configuration: Harvest, state: Harvest, root: str) -> Harvest:
    """Return what `state` adds to the `configuration` of `root`; it becomes part of that root."""
    declared = _declared(configuration, root)
    rest = Harvest(blinds=list(state.blinds), reports=state.reports)
    names = _same_things(configuration, state, root)
    rest.resources = [_renamed(each, names, root) for each in _left(state.resources, declared)]
    for fold in _left(state.folds, declared):
        fold.target, fold.value = _value(fold.target, names), _value(fold.value, names)
        fold.root = root
        rest.folds.append(fold)
    for dangling in state.danglings:
        if not _known(dangling.resource.address, declared):
            resource = _renamed(dangling.resource, names, root)
            rest.danglings.append(Dangling(resource, dangling.types, dangling.doubt))
    for thing in _left(state.unmapped, declared):
        thing.root = root
        rest.unmapped.append(thing)
    rest.blinds += _changes(configuration, state, root)
    return rest


def _declared(harvest: Harvest, root: str) -> set[str]:
    """Return the addresses that a root declares; of a block with unknown keys also its own."""
    found: set[str] = set()
    things: list[Resource | Fold] = [*harvest.resources, *harvest.folds]
    things += [dangling.resource for dangling in harvest.danglings]
    for thing in things:
        if thing.root == root:
            found.add(thing.address)
            if thing.presence is not None:
                found.add(_KEY.sub("", thing.address) + "[*]")
    return found | {thing.address for thing in harvest.unmapped if thing.root == root}


def _known(address: str, declared: set[str]) -> bool:
    return address in declared or _KEY.sub("", address) + "[*]" in declared


def _left(things: list[_Named], declared: set[str]) -> Iterator[_Named]:
    return (thing for thing in things if not _known(thing.address, declared))


def _pairs(
    configuration: Harvest, state: Harvest, root: str
) -> Iterator[tuple[Resource, Resource]]:
    """Yield what both describe: of one address, type and name in it (a block may make several)."""
    ours: dict[tuple[str, str], list[Resource]] = {}
    for each in (*configuration.resources, *(d.resource for d in configuration.danglings)):
        if each.root == root and each.external is None:
            ours.setdefault((each.address, each.kind), []).append(each)
    for theirs in state.resources:
        found = ours.get((theirs.address, theirs.kind), ())
        if len(found) > 1:
            last = theirs.key.rpartition("/")[2]
            found = [each for each in found if each.key.rpartition("/")[2] == last]
        if len(found) == 1 and theirs.external is None:
            yield found[0], theirs


def _same_things(configuration: Harvest, state: Harvest, root: str) -> Mapping[str, str]:
    """Return the ids of the configuration for those of the state, where they differ."""
    return {
        theirs.key: ours.id
        for ours, theirs in _pairs(configuration, state, root)
        if theirs.key != ours.key
    }


def _renamed(resource: Resource, names: Mapping[str, str], root: str) -> Resource:
    resource.root = root
    if names:
        body = _value(resource.body, names)
        assert isinstance(body, dict)
        resource.body = body
        id_ = _value(resource.id, names)
        if isinstance(id_, str) and id_ != resource.id:
            resource.id, resource.key = id_, id_.lower()
    return resource


def _value(value: Value, names: Mapping[str, str]) -> Value:
    """Return a value in which ids, and ids below them, are those of the configuration."""
    if isinstance(value, str):
        if "/" in value:
            key, at = value.lower(), len(value)
            while at > 0:
                known = names.get(key[:at])
                if known is not None:
                    return known + value[at:]
                at = key.rfind("/", 0, at)
        return value
    if isinstance(value, list):
        return [_value(each, names) for each in value]
    if isinstance(value, dict):
        return {name: _value(each, names) for name, each in value.items()}
    return value


def _changes(configuration: Harvest, state: Harvest, root: str) -> Iterator[Blind]:
    """Yield a gap for every resource of which configuration and state say something else."""
    for ours, theirs in _pairs(configuration, state, root):
        found = next(_differences(ours.body, theirs.body, ""), None)
        if found is not None:
            yield Blind(
                f"`{show(ours.address)}`",
                f"`{found}` is not the same in the configuration and in the state at"
                f" {theirs.locate()}: one of them is out of date",
                ours.locate(found),
                resources=frozenset({ours.key}),
            )


def _differences(left: Value, right: Value, path: str) -> Iterator[str]:
    """Yield the property paths at which both are literal, and differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in left.keys() & right.keys():
            if name != "tags":
                yield from _differences(left[name], right[name], f"{path}.{name}".lstrip("."))
    elif _literal(left) and _literal(right) and not _equal(left, right):
        yield path


def _literal(value: Value) -> bool:
    """Tell whether a value is known to the letter: no id, for these are told in other words."""
    if isinstance(value, str):
        return OPEN not in value and "/" not in value and "\ue007" not in value
    if isinstance(value, list):
        return all(not isinstance(each, dict | list) and _literal(each) for each in value)
    return isinstance(value, bool | int | float) and not isinstance(value, Unknown)


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return sorted(map(_plain, left)) == sorted(map(_plain, right))
    return _plain(left) == _plain(right)


def _plain(value: Value) -> str:
    return str(value).lower()
