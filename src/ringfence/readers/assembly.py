"""From harvests to one estate: every resource in its one form, each once.

Readers bring resources as their formats write them. Here inline children become resources of
their own, children that belong inside become elements, separate pieces are folded in, and what
two files describe with the same id becomes one resource. A piece whose target is not known is
folded, doubtfully, into everything it may belong to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from ringfence.model.estate import Blind, Estate, parent_key, top_key
from ringfence.model.facts import ABSENT, MAYBE, Source, Unknown, Value, members
from ringfence.model.resource import Origin, Resource, dig
from ringfence.model.symbols import has_symbol, same, show
from ringfence.readers import unjudged
from ringfence.readers.canonical import JOINED, SPLIT, normalise
from ringfence.readers.doubles import doubles
from ringfence.readers.harvest import Dangling, Fold, Harvest, Unmapped
from ringfence.readers.merging import Patched, Under, merge

MAX_SPREAD = 200_000
"""Most doubtful folds that are written out; beyond it one gap covers the whole root."""


def assemble(harvests: Iterable[Harvest]) -> Estate:
    """Return the estate that the harvests describe together."""
    whole = Harvest()
    for harvest in harvests:
        whole.extend(harvest)
    loose = [d for d in whole.danglings if d.resource.kind not in JOINED]
    kept, joins = _joins(list(_split(whole.resources + [d.resource for d in loose])))
    adrift = [d for d in whole.danglings if d.resource.kind in JOINED]
    joins += [fold for dangling in adrift for fold in _adrift(dangling)]
    merged = _merged(kept)
    folds = _folds(whole.folds + joins, merged, whole.blinds)
    for target, pieces in folds.items():
        _apply(merged[target], pieces)
    estate = Estate(merged.values(), whole.blinds, whole.reports, whole.accepts)
    estate.credentials += whole.credentials
    estate.concealed |= whole.concealed
    estate.blinds += [_loose(dangling) for dangling in loose]
    estate.blinds += _astray(estate, {dangling.resource.key for dangling in loose})
    noted = frozenset((blind.root, blind.what.strip("`")) for blind in whole.blinds)
    noted |= {(thing.root, thing.address) for thing in whole.unmapped}
    estate.blinds += [_unmodelled(thing, estate) for thing in whole.unmapped]
    estate.blinds += unjudged.gaps(estate, noted)
    estate.blinds += doubles(estate)
    return estate


def _split(resources: Iterable[Resource]) -> Iterator[Resource]:
    """Yield all resources, inline children as resources of their own."""
    for resource in resources:
        normalise(resource)
        yield resource
        for pointer, type_ in SPLIT.get(resource.kind, ()):
            yield from _inline(resource, pointer, type_)


def _inline(parent: Resource, pointer: str, type_: str) -> Iterator[Resource]:
    listed = dig(parent.body, pointer)
    if listed is ABSENT or isinstance(listed, Unknown):
        return
    segment = type_.rpartition("/")[2]
    for index, (element, doubt) in enumerate(members(listed)):
        if not isinstance(element, dict) or not isinstance(name := element.get("name"), str):
            continue
        child = Resource(
            id=f"{parent.id}/{segment}/{name}",
            type=type_,
            name=name,
            body={key: value for key, value in element.items() if key not in ("name", MAYBE)},
            address=f"{parent.address}/{segment}/{name}",
            root=parent.root,
            origin=Under(parent.origin, f"{pointer}[{index}]"),
            presence=parent.presence if doubt is None else doubt,
            api_version=parent.api_version,
        )
        normalise(child)
        yield child


def _joins(resources: list[Resource]) -> tuple[list[Resource], list[Fold]]:
    """Take out the children that belong inside their parent, as folds."""
    kept: list[Resource] = []
    folds: list[Fold] = []
    for resource in resources:
        joined = JOINED.get(resource.kind)
        if joined is None:
            kept.append(resource)
        else:
            folds += joined(resource)
    return kept, folds


def _adrift(dangling: Dangling) -> list[Fold]:
    """Return the folds of an element whose parent is not known: it may go into any of them."""
    folds = JOINED[dangling.resource.kind](dangling.resource)
    return [replace(fold, target=dangling.doubt) for fold in folds]


def _merged(resources: Iterable[Resource]) -> dict[str, Resource]:
    """Return the resources by key; those with equal keys become one."""
    groups: dict[str, list[Resource]] = defaultdict(list)
    for resource in resources:
        groups[resource.key].append(resource)
    return {key: group[0] if len(group) == 1 else merge(group) for key, group in groups.items()}


def _folds(
    folds: list[Fold], resources: dict[str, Resource], blinds: list[Blind]
) -> dict[str, list[Fold]]:
    """Return, for each resource, the pieces that belong to it, doubtful ones included."""
    by_target: dict[str, list[Fold]] = defaultdict(list)
    loose: list[tuple[Fold, Unknown]] = []
    candidates = _Candidates(resources.values())
    referred: dict[str, list[tuple[str, Unknown]]] = {}
    for fold in folds:
        if isinstance(fold.target, str):
            key = fold.target.lower()
            if key not in resources:
                referred[key] = list(candidates.like(fold, key))
                resources[key] = _referred(fold)
            by_target[key].append(fold)
            for candidate, doubt in referred.get(key, ()):
                by_target[candidate].append(_doubtful(fold, doubt))
        else:
            nameless = Unknown("it names no target")
            loose.append((fold, fold.target if isinstance(fold.target, Unknown) else nameless))
    spread = 0
    for fold, doubt in loose:
        found = candidates.of(fold)
        spread += len(found)
        if spread > MAX_SPREAD:
            where = fold.origin.locate("")
            blinds.append(Blind(f"`{fold.address}`", doubt.reason, where, fold.root))
            continue
        for candidate in found:
            by_target[candidate].append(_doubtful(fold, doubt))
    return by_target


class _Candidates:
    """The resources that a fold whose target is not known may belong to, by root and kind."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._resources = list(resources)

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for resource in self._resources:
            found[resource.root, resource.kind].append(resource.key)
        return found

    @cached_property
    def _symbolic(self) -> dict[tuple[str, str], list[str]]:
        """Those whose id is not literal."""
        listed = (
            (kind, [key for key in keys if has_symbol(key)]) for kind, keys in self._by_kind.items()
        )
        return {kind: keys for kind, keys in listed if keys}

    def of(self, fold: Fold) -> list[str]:
        """Return the keys of all resources of the fold's types in its root."""
        return [key for t in fold.types for key in self._by_kind.get((fold.root, t.lower()), ())]

    def like(self, fold: Fold, target: str) -> Iterator[tuple[str, Unknown]]:
        """Yield those of which nobody knows whether they are the target, each with a doubt."""
        pool = self._by_kind if has_symbol(target) else self._symbolic
        for type_ in fold.types:
            for key in pool.get((fold.root, type_.lower()), ()):
                if same(target, key) is None:
                    name = show(target.rpartition("/")[2])
                    yield (
                        key,
                        Unknown(f"which resource `{name}` names is decided when it is deployed"),
                    )


def _doubtful(fold: Fold, doubt: Unknown) -> Fold:
    why = Unknown(f"`{fold.address}` may belong to it: {doubt.reason}", doubt.source)
    return replace(fold, presence=why)


def _referred(fold: Fold) -> Resource:
    """Return a resource that is known only because a piece names it."""
    assert isinstance(fold.target, str)
    name = fold.target.rpartition("/")[2]
    why = Unknown(f"`{name}` is not declared here; only `{fold.address}` speaks of it",
                  fold.origin.locate(""))  # fmt: skip
    return Resource(
        fold.target, fold.types[0] if fold.types else "", name, {}, fold.address, fold.root,
        fold.origin, external=why,
    )  # fmt: skip


def _apply(resource: Resource, folds: list[Fold]) -> None:
    patched = Patched(resource.origin)
    elements: list[tuple[str, str]] = []
    for fold in sorted(folds, key=lambda fold: (fold.presence is not None, fold.address)):
        container, last = _container(resource.body, fold.pointer)
        if container is None:
            continue  # an unknown object on the way already stands for anything
        if fold.mode == "append":
            elements.append((_append(container, last, fold, patched), fold.address))
        else:
            _set(container, last, fold, patched)
            elements.append((fold.pointer, fold.address))
    resource.origin = patched
    resource.elements = tuple(each for each in elements if each[0])


def _container(body: dict[str, Value], pointer: str) -> tuple[dict[str, Value] | None, str]:
    *path, last = pointer.split(".")
    for step in path:
        inner = body.get(step)
        if inner is None:
            inner = body[step] = {}
        if not isinstance(inner, dict):
            return None, last
        body = inner
    return body, last


def _append(container: dict[str, Value], last: str, fold: Fold, patched: Patched) -> str:
    """Add an element; return the pointer at which it stands, "" if nobody knows."""
    listed = container.get(last)
    if listed is None:
        listed = []
    if isinstance(listed, Unknown):
        listed = [listed]
    if not isinstance(listed, list):
        return ""
    value = fold.value
    if fold.presence is not None:
        value = {**value, MAYBE: fold.presence} if isinstance(value, dict) else fold.presence
    container[last] = [*listed, value]
    at = f"{fold.pointer}[{len(listed)}]"
    patched.add(at, fold.origin, "")
    return at


def _set(container: dict[str, Value], last: str, fold: Fold, patched: Patched) -> None:
    old, value = container.get(last), fold.value
    if isinstance(old, dict) and isinstance(value, dict) and old.keys().isdisjoint(value):
        # Two arguments that say different things of one object do not replace each other.
        doubt = fold.presence
        container[last] = {**old, **(value if doubt is None else dict.fromkeys(value, doubt))}
    elif fold.presence is not None:
        if old is None:
            container[last] = fold.presence
        elif old != value:
            container[last] = Unknown(
                f"{fold.presence.reason}, and would replace what is set here", fold.presence.source
            )
    elif old is not None and old != value:
        container[last] = Unknown(f"two declarations set `{fold.pointer}`", fold.origin.locate(""))
    else:
        container[last] = value
    patched.add(fold.pointer, fold.origin, "")


STRUCTURE = ("microsoft.network/", "microsoft.cdn/", "microsoft.apimanagement/")
"""What paths are made of: a part of it in the wrong place may matter to every asset."""

NAMES = "microsoft.network/privatednszones/"
"""Name resolution: what it says opens nothing."""


def _loose(dangling: Dangling) -> Blind:
    """A child whose parent is not known may change the answer for every such parent."""
    why = f"what it belongs to is not known: {dangling.doubt.reason}"
    return _orphan(dangling.resource, why, dangling.types)


def _orphan(resource: Resource, why: str, types: Iterable[str]) -> Blind:
    kinds = {resource.kind, *(type_.lower() for type_ in types)}
    structural = any(kind.startswith(STRUCTURE) for kind in kinds)
    bears_on = frozenset() if structural else frozenset(kinds)
    return Blind(f"`{resource.address}`", why, resource.locate(), resource.root, bears_on)


def _astray(estate: Estate, known: set[str]) -> Iterator[Blind]:
    """Yield the children whose parent may be a resource of the estate, and may be another."""
    for resource in estate:
        kind = resource.kind
        if kind.count("/") < 2 or kind.startswith(NAMES) or resource.key in known:
            continue
        parent = parent_key(resource.key)
        if not parent or estate.get(parent) is not None:
            continue
        type_ = kind.rpartition("/")[0]
        lookup = estate.lookup(parent, type_)
        if lookup.doubt is not None:
            why = f"whether it belongs to a declared resource is not known: {lookup.doubt.reason}"
            yield _orphan(resource, why, (type_,))


def _unmodelled(thing: Unmapped, estate: Estate) -> Blind:
    known = frozenset(key for key in thing.mentions if estate.get(key) or estate.get(top_key(key)))
    return Blind(
        f"`{thing.address}`",
        thing.why or f"the type `{thing.type}` is not modelled",
        _place(thing.origin),
        thing.root,
        resources=known,
        inert=not known,
    )


def _place(origin: Origin) -> Source:
    return origin.locate("")
