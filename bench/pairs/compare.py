"""What two readings of one deployment say differently: resources, properties, gaps, answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.pairs.texts import Pairing, Renamed, skeleton, texts_of
from ringfence.engine.assess import Question, assess
from ringfence.model.boundary import Policy
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import show
from ringfence.readers.assembly import assemble
from ringfence.readers.harvest import Harvest


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference. `reason` is its class, `where` the place, then both sides as text."""

    reason: str
    where: str
    bicep: str = ""
    compiled: str = ""

    def __str__(self) -> str:
        sides = f": {self.bicep} | {self.compiled}" if self.bicep or self.compiled else ""
        return f"{self.reason}: {self.where}{sides}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One side: the root that was read and what it holds."""

    root: str
    harvest: Harvest


Matched = list[tuple[Resource, Resource]]


def compare(bicep: Reading, compiled: Reading) -> list[Miss]:
    """Return everything that the two sides say differently. Both harvests are changed by it."""
    for side in (bicep, compiled):
        _unrooted(side)
    pairing = Pairing(texts_of(bicep.harvest), texts_of(compiled.harvest))
    ours, theirs = (_declared(side.harvest) for side in (bicep, compiled))
    matched, misses = _matched(ours, theirs, pairing)
    for left, right in matched:
        misses += _resource(left, right, pairing)
    misses += _folds(bicep.harvest, compiled.harvest, pairing)
    misses += _gaps(bicep.harvest, compiled.harvest)
    if not misses:
        for left, right in matched:
            right.address = left.address
        misses = _answers(bicep.harvest, compiled.harvest, matched)
    return misses


def _unrooted(side: Reading) -> None:
    """Take the name of the root out of every symbol."""
    rename = Renamed(side.root)

    def value(given: Value) -> Value:
        if isinstance(given, str):
            return rename(given)
        if isinstance(given, dict):
            return {rename(key): value(inner) for key, inner in given.items()}
        return list(map(value, given)) if isinstance(given, list) else given

    for resource in _all(side.harvest):
        resource.id = rename(resource.id)
        resource.key = resource.id.lower()
        resource.root = "root"
        resource.name = value(resource.name)
        resource.body = {key: value(inner) for key, inner in resource.body.items()}
    for fold in side.harvest.folds:
        fold.target, fold.value, fold.root = value(fold.target), value(fold.value), "root"
    side.harvest.blinds = [replace(blind, root="root") for blind in side.harvest.blinds]


def _all(harvest: Harvest) -> list[Resource]:
    return [*harvest.resources, *(each.resource for each in harvest.danglings)]


def _declared(harvest: Harvest) -> list[Resource]:
    """Return what is declared; what is only referred to stands in no compiled template of old."""
    return [each for each in _all(harvest) if each.external is None]


# Resources


def _matched(
    ours: list[Resource], theirs: list[Resource], pairing: Pairing
) -> tuple[Matched, list[Miss]]:
    """Pair the resources by id, in the order of declaration where symbols stand for symbols."""
    waiting: dict[str, list[Resource]] = defaultdict(list)
    for each in theirs:
        waiting[each.kind + skeleton(each.id)].append(each)
    matched: Matched = []
    misses: list[Miss] = []
    late = []
    for left in ours:
        listed = waiting[left.kind + skeleton(left.id)]
        found = next((each for each in listed if each.key == left.key), None)
        if found is None:
            late.append(left)
            continue
        listed.remove(found)
        matched.append((left, found))
    for left in late:
        listed = waiting[left.kind + skeleton(left.id)]
        found = next((e for e in listed if pairing.same(left.key, e.key)), None)
        if found is None:
            misses.append(Miss("only in Bicep", _named(left)))
            continue
        listed.remove(found)
        matched.append((left, found))
    misses += [Miss("only compiled", _named(each)) for rest in waiting.values() for each in rest]
    return matched, misses


def _named(resource: Resource) -> str:
    return f"{resource.type} {show(resource.id)[-120:]}"


def _resource(left: Resource, right: Resource, pairing: Pairing) -> Iterator[Miss]:
    where = left.address
    if left.api_version != right.api_version:
        yield Miss("api version", where, left.api_version, right.api_version)
    if (left.presence is None) != (right.presence is None):
        yield Miss("condition", where, repr(left.presence), repr(right.presence))
    yield from _value(left.body, right.body, where, pairing)


def _value(left: Value, right: Value, where: str, pairing: Pairing) -> Iterator[Miss]:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if not (isinstance(left, Unknown) and isinstance(right, Unknown)):
            side = "unknown in Bicep" if isinstance(left, Unknown) else "unknown compiled"
            yield Miss(side, where, _short(left), _short(right))
    elif isinstance(left, dict) and isinstance(right, dict):
        yield from _object(left, right, where, pairing)
    elif isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            yield Miss("length", where, _short(left), _short(right))
        for index, (ours, theirs) in enumerate(zip(left, right, strict=False)):
            yield from _value(ours, theirs, f"{where}[{index}]", pairing)
    elif isinstance(left, str) and isinstance(right, str):
        if not pairing.same(left, right):
            yield Miss("value", where, _short(left), _short(right))
    elif isinstance(left, bool) or isinstance(right, bool) or type(left) is not type(right):
        if left is not right:
            yield Miss("value", where, _short(left), _short(right))
    elif left != right:
        yield Miss("value", where, _short(left), _short(right))


def _object(
    left: dict[str, Value], right: dict[str, Value], where: str, pairing: Pairing
) -> Iterator[Miss]:
    rest = dict(right)
    for key, value in left.items():
        other = key if key in rest else next((k for k in rest if pairing.same(key, k)), None)
        if other is None:
            yield Miss("property only in Bicep", f"{where}.{show(key)}", _short(value))
        else:
            yield from _value(value, rest.pop(other), f"{where}.{show(key)}", pairing)
    for key, value in rest.items():
        yield Miss("property only compiled", f"{where}.{show(key)}", "", _short(value))


def _short(value: Value) -> str:
    return show(value if isinstance(value, str) else repr(value))[:160]


# Pieces and gaps


def _folds(ours: Harvest, theirs: Harvest, pairing: Pairing) -> list[Miss]:
    if len(ours.folds) != len(theirs.folds):
        return [Miss("pieces", "", str(len(ours.folds)), str(len(theirs.folds)))]
    misses: list[Miss] = []
    for left, right in zip(ours.folds, theirs.folds, strict=True):
        where = f"{left.address} -> {left.pointer}"
        misses += _value(left.target, right.target, where, pairing)
        misses += _value(left.value, right.value, where, pairing)
    return misses


def _gaps(ours: Harvest, theirs: Harvest) -> list[Miss]:
    """Return what one side could not read: it weighs as much as a resource that is missing."""
    left, right = ([b for b in each.blinds if not b.inert] for each in (ours, theirs))
    # A file that is called often tells its gap once, copies of it tell it each.
    if len(left) == len(right) or len({b.reason for b in left}) == len({b.reason for b in right}):
        return []
    told = left if len(left) > len(right) else right
    side = "gap in Bicep" if told is left else "gap compiled"
    return [Miss(side, f"{blind.what} {blind.reason} ({blind.source})") for blind in told]


# Answers


def _answers(ours: Harvest, theirs: Harvest, matched: Matched) -> list[Miss]:
    """Return the findings and verdicts that differ, of everything that is data.

    What is only referred to stands in one of the forms alone, so nothing is asked about it.
    """
    keys = {right.key: left.key for left, right in matched}
    left, right = _asked(ours, {}), _asked(theirs, keys)
    misses = [Miss("answer only of Bicep", " ".join(each)) for each in (left - right).elements()]
    misses += [Miss("answer only compiled", " ".join(each)) for each in (right - left).elements()]
    return misses


def _asked(harvest: Harvest, keys: dict[str, str]) -> Counter[tuple[str, ...]]:
    harvest.resources = [each for each in harvest.resources if each.external is None]
    harvest.danglings = [each for each in harvest.danglings if each.resource.external is None]
    assessment = assess(assemble([harvest]), Question(Policy(), all_data=True))
    answers: Counter[tuple[str, ...]] = Counter()
    for found in assessment.findings:
        asset = found.asset.key if found.asset is not None else ""
        answers[
            "finding", found.rule, found.kind, found.severity, found.outcome,
            keys.get(asset, asset), found.address,
        ] += 1  # fmt: skip
    for judged in assessment.assets:
        key = judged.asset.key
        answers["verdict", keys.get(key, key), judged.verdict, str(judged.depth)] += 1
    for fault in assessment.faults:
        answers["fault", fault.rule, fault.address, fault.error] += 1
    return answers
