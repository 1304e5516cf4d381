"""Every fuzz target takes its seeds, and what once broke it, cut short anywhere."""

from __future__ import annotations

import pytest
from fuzz.found import names, target
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("name", names())
def test_seeds_and_old_finds_pass(name: str) -> None:
    made = target(name)
    assert made.inputs
    for data in made.inputs:
        made.check(data)
        made.check(data[: len(data) // 2])
        made.check(data + b"\0")


@given(name=st.sampled_from(names()), data=st.data())
def test_never_crash_on_mutated_seeds(name: str, data: st.DataObject) -> None:
    made = target(name)
    seed = data.draw(st.sampled_from(list(made.inputs)))
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 20)))
    made.check(seed[:start] + data.draw(st.binary(max_size=8)) + seed[end:])
