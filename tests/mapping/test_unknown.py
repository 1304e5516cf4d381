"""What is not known stays not known: no part makes a literal out of it, and none stumbles."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.facts import ABSENT, MAYBE, Unknown, Value
from ringfence.model.resource import dig
from ringfence.readers.harvest import Harvest
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.mapping import Example, Mapping, Part, trace
from ringfence.readers.terraform.parts import Block, Computed, Each
from ringfence.readers.terraform.translate import translate
from tests.mapping.reading import example, mappings

WHY = Unknown("the test hides it")
CASES = [
    pytest.param(mapping, each, id=f"{mapping.terraform}-{number}")
    for mapping in mappings()
    for number, each in enumerate(mapping.examples)
]
EXAMPLES = [(mapping, each) for mapping in mappings() for each in mapping.examples]


def paths(value: Value, prefix: str) -> Iterator[str]:
    """Yield the path of every value inside an argument."""
    if prefix:
        yield prefix
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.isidentifier():
                yield from paths(inner, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, f"{prefix}[{index}]")


def leaves(value: Value, pointer: str) -> Iterator[str]:
    """Yield the pointer of every value in a body that has no parts."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            if "." in key or "/" in key or "[" in key:
                yield pointer
            else:
                yield from leaves(inner, f"{pointer}.{key}" if pointer else key)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}[{index}]")
    else:
        yield pointer


def replaced(value: Any, path: str, by: Any) -> Any:
    """Return a copy of a value with `by` at `path`."""
    if not path:
        return by(value) if callable(by) else by
    if path.startswith("["):
        number, _, rest = path[1:].partition("]")
        made: Any = list(value)
        made[int(number)] = replaced(value[int(number)], rest.lstrip("."), by)
        return made
    end = min((at for at in (path.find("."), path.find("[")) if at > 0), default=len(path))
    made = dict(value)
    made[path[:end]] = replaced(value[path[:end]], path[end:].lstrip("."), by)
    return made


def hidden(instance: Declared, path: str, by: Any = WHY) -> Declared:
    """Return the instance with one argument hidden."""
    other = copy(instance)
    other.arguments = replaced(instance.arguments, path, by)
    return other


def doubtful(body: Value, pointer: str) -> bool:
    """Tell whether a pointer leads to something unknown, or to an element that may not be."""
    value: Any = body
    for step in pointer.replace("[", ".[").split("."):
        if isinstance(value, Unknown):
            return True
        if isinstance(value, list):
            if any(isinstance(each, Unknown) for each in value):
                return True
            index = int(step.strip("[]"))
            if index >= len(value):
                return False
            value = value[index]
            if isinstance(value, dict) and MAYBE in value:
                return True
        elif isinstance(value, dict):
            value = value.get(step, ABSENT)
    return any(isinstance(each, Unknown) for each in _inside(value))


def _inside(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside(each)


def fed(parts: tuple[Part, ...], body: Value, arguments: Any, path: str) -> Iterator[str]:
    """Yield the properties that were written from an argument or from inside it."""
    for pointer in leaves(body, ""):
        if pointer and dig(body, pointer) is not None:
            origin = trace(parts, pointer, arguments)
            if origin == path or origin.startswith((path + ".", path + "[")):
                yield pointer


def shows(parts: tuple[Part, ...], body: Value, pointer: str) -> bool:
    """Tell whether a body shows that what stood at `pointer` is hidden.

    Of code that writes several properties from several arguments, one of them must show it.
    """
    if doubtful(body, pointer):
        return True
    for part in _computed(parts):
        beside = [_beside(pointer, path, part.writes) for path in part.writes]
        if any(each and doubtful(body, each) for each in beside):
            return True
    return False


def _computed(parts: tuple[Part, ...]) -> Iterator[Computed]:
    for part in parts:
        if isinstance(part, Computed):
            yield part
        elif isinstance(part, Block | Each):
            yield from _computed(part.parts)


def _beside(pointer: str, path: str, writes: tuple[str, ...]) -> str:
    """Return `path` as seen from where one of `writes` is `pointer`, "" if none is."""
    for own in writes:
        head, mark, rest = pointer.partition(own)
        if mark and (not rest or rest[0] in ".["):
            return head + path
    return ""


def bodies(harvest: Harvest, mapping: Mapping) -> list[tuple[tuple[Part, ...], Value, bool]]:
    """Return what came out: the parts that wrote it, the body, and whether it may not be."""
    found: list[tuple[tuple[Part, ...], Value, bool]] = []
    resources = harvest.resources + [each.resource for each in harvest.danglings]
    for resource in resources:
        if resource.type == mapping.arm and not mapping.only_piece:
            found.append((mapping.parts, resource.body, resource.presence is not None))
    for fold, piece in zip(harvest.folds, mapping.pieces, strict=False):
        if not piece.take and "[]" not in piece.pointer and isinstance(fold.value, dict):
            found.append((piece.parts, fold.value, fold.presence is not None))
    return found


@pytest.mark.parametrize(("mapping", "case"), CASES)
def test_a_hidden_argument_hides_what_it_feeds(mapping: Mapping, case: Example) -> None:
    for instance in example(case).declared:
        if instance.type != mapping.terraform:
            continue
        before = bodies(translate([instance]), mapping)
        for path in paths(instance.arguments, ""):
            after = bodies(translate([hidden(instance, path)]), mapping)
            for (parts, body, _), (_, other, may) in zip(before, after, strict=False):
                for pointer in fed(parts, body, instance.arguments, path):
                    assert may or shows(parts, other, pointer), (path, pointer)


@pytest.mark.parametrize(("mapping", "case"), CASES)
def test_a_block_that_may_not_be_there_is_in_doubt(mapping: Mapping, case: Example) -> None:
    for instance in example(case).declared:
        if instance.type != mapping.terraform:
            continue
        before = bodies(translate([instance]), mapping)
        for path in paths(instance.arguments, ""):
            if not path.endswith("]") or not isinstance(dig(instance.arguments, path), dict):
                continue
            maybe = hidden(instance, path, lambda element: {**element, MAYBE: WHY})
            after = bodies(translate([maybe]), mapping)
            for (parts, body, _), (_, other, may) in zip(before, after, strict=False):
                for pointer in fed(parts, body, instance.arguments, path):
                    assert may or shows(parts, other, pointer), (path, pointer)


@pytest.mark.parametrize("mapping", [m for m in mappings() if m.inline], ids=lambda m: m.terraform)
def test_a_hidden_block_may_be_any_child(mapping: Mapping) -> None:
    """A replica or subnet that cannot be seen is there, perhaps, with nothing known of it."""
    for inline in mapping.inline:
        case = next(each for each in mapping.examples if inline.names[0] in each.hcl)
        instance = next(d for d in example(case).declared if d.type == mapping.terraform)
        harvest = translate([hidden(instance, inline.names[0])])
        child = next(r for r in harvest.resources if r.type == inline.arm)
        assert child.presence is not None
        assert all(
            isinstance(dig(child.body, leaf), Unknown) for leaf in leaves(child.body, "") if leaf
        )


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_mixture_of_hidden_arguments_is_translated(data: st.DataObject) -> None:
    mapping, case = EXAMPLES[data.draw(st.integers(0, len(EXAMPLES) - 1))]
    instance = next(d for d in example(case).declared if d.type == mapping.terraform)
    for _ in range(data.draw(st.integers(1, 4))):
        listed = list(paths(instance.arguments, ""))
        path = data.draw(st.sampled_from(listed))
        by: Any = data.draw(st.sampled_from([WHY, None, [], [WHY], "text", 7, True, {}]))
        instance = hidden(instance, path, by)
    harvest = translate([instance])
    assert harvest.resources or harvest.danglings or harvest.folds or mapping.only_piece
