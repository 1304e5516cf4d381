"""Every mapping has examples, and each of them comes out as it says, read by the real reader."""

from __future__ import annotations

import pytest

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.mapping import Example, Mapping
from tests.mapping.reading import example, look, mappings, same_value

CASES = [
    pytest.param(mapping, each, id=f"{mapping.terraform}-{number}")
    for mapping in mappings()
    for number, each in enumerate(mapping.examples)
]


@pytest.mark.parametrize(("mapping", "case"), CASES)
def test_an_example_becomes_what_it_says(mapping: Mapping, case: Example) -> None:
    reading = example(case)
    assert not reading.read.blinds, [blind.reason for blind in reading.read.blinds]
    assert any(each.type == mapping.terraform for each in reading.declared)
    assert case.expect
    for path, expected in case.expect.items():
        found = look(reading, mapping, path)
        assert found is expected if expected is ABSENT else same_value(found, expected), (
            path,
            found,
        )


def test_every_mapping_has_an_example() -> None:
    without = [
        mapping.terraform
        for mapping in mappings()
        if not mapping.examples and not mapping.terraform.startswith("azapi_")
    ]
    assert without == []


def test_a_mapping_is_named_after_its_module() -> None:
    from ringfence.readers.terraform.catalogue import all_types, mapping_of

    for name in all_types():
        mapping = mapping_of(name)
        assert mapping is not None
        assert mapping.terraform == name


def test_examples_are_told_apart_by_their_expectations() -> None:
    """An example that would hold for an empty body proves nothing."""
    for mapping in mappings():
        for each in mapping.examples:
            stated = [value for value in each.expect.values() if value is not ABSENT]
            if mapping.parts or mapping.pieces or mapping.inline:
                assert stated, mapping.terraform
