"""Regular expressions in linear time: the same matches as Python's engine, which may take for ever."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ringfence.readers.terraform.evaluation.functions import automaton
from ringfence.readers.terraform.evaluation.functions.patterns import matches
from ringfence.readers.terraform.evaluation.values import Problem, Withheld

_ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\d", r"\w", "c"])
PATTERNS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.builds("{0}{1}".format, inner, inner),
        st.builds("(?:{0}|{1})".format, inner, inner),
        st.builds("({0})".format, inner),
        st.builds("(?:{0}){1}".format, inner, st.sampled_from(["+", "?", "{2}", "{1,3}", "+?"])),
        st.builds("(?:{0})*".format, _ATOMS),
        st.builds(r"\b{0}".format, inner),
    ),
    max_leaves=5,
)


@given(PATTERNS, st.text("abc1 ", max_size=10), st.booleans())
@settings(max_examples=500, deadline=None)
def test_the_machine_finds_what_python_finds(pattern: str, text: str, anchored: bool) -> None:
    pattern = f"^(?:{pattern})" if anchored else pattern
    found = re.compile(pattern, re.ASCII)
    expected = [match.span() for match in found.finditer(text)]
    assume(all(start != end for start, end in expected))
    made = [places[:2] for places in automaton.finditer(automaton.program(found), text)]
    assert made == expected


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)*(a|aa)*(a|aa)*b", "(a*)*b", "(.*)-(.*)-(.*)-(.*)x", "(a|a)*b"]
)
def test_patterns_that_explode_elsewhere_end(pattern: str) -> None:
    began = time.process_time()
    assert list(matches(pattern, "a" * 1500 + "c")) == []
    assert time.process_time() - began < 5


def test_what_is_too_large_is_withheld() -> None:
    for pattern, text in (("(a{1000}){1000}", "a"), ("a" * 2000, "a"), ("(a+)+b", "a" * 200_000)):
        with pytest.raises(Withheld):
            list(matches(pattern, text))


@pytest.mark.parametrize("pattern", ["(?=a)", "(?<!a)b", r"(a)\1", "a++", "(?>a)", "(", "[b-a]"])
def test_what_re2_does_not_know_is_a_problem(pattern: str) -> None:
    with pytest.raises(Problem):
        list(matches(pattern, "aab"))
