"""Our evaluator against Terraform's own, expression by expression."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.values import Failure
from tests.terraform import expressions
from tests.terraform.evaluating import as_json, evaluate
from tests.terraform.oracle import ERROR
from tests.terraform.oracle import evaluate as theirs

pytestmark = pytest.mark.needs_terraform

FAMILIES = {
    "operators": expressions.OPERATORS,
    "templates": expressions.TEMPLATES,
    "collections": expressions.COLLECTIONS,
    "strings": expressions.STRINGS,
    "encodings": expressions.ENCODINGS,
    "numbers and networks": expressions.NUMBERS_AND_NETWORKS,
}
WITHHELD = {
    # Terraform 1.11 refuses; later versions count from the end.
    'element(["a", "b"], -1)',
}


@pytest.mark.parametrize("family", FAMILIES)
def test_expressions_of_a_family(family: str, tmp_path: Path) -> None:
    listed = expressions.listed(FAMILIES[family])
    expected = theirs(listed, tmp_path)
    wrong = [
        f"{text}\n  terraform: {their!r}\n  ours:      {mine!r}"
        for text, their in zip(listed, expected, strict=True)
        if not _agree(mine := _ours(text), their) and text not in WITHHELD
    ]
    assert not wrong, "\n".join(wrong)
    assert len(listed) > 30


def _ours(text: str) -> Any:
    value = evaluate(text)
    if isinstance(value, Failure):
        return ERROR
    return value if isinstance(value, Unknown) else as_json(value)


def _agree(mine: Any, their: Any) -> bool:
    if isinstance(mine, float) and isinstance(their, int | float):
        return abs(mine - their) < 1e-12
    return type(mine) is type(their) and bool(mine == their)


# Expressions that nobody thought of: values of known types, combined.

_NUMBERS = st.integers(-50, 50).map(str)
_WORDS = st.text("ab-_ .é", max_size=5).map(lambda text: f'"{text}"')
_BOOLS = st.sampled_from(["true", "false"])
_LISTS = st.lists(_WORDS, max_size=4).map(lambda items: f"[{', '.join(items)}]")


def _number(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({0} {1} {2})".format, inner, st.sampled_from("+-%"), inner),
        st.builds("max({0}, {1})".format, inner, inner),
        st.builds("floor({0} / 3)".format, inner),
        st.builds("length({0})".format, _LISTS),
        st.builds("({0} ? {1} : {2})".format, _CONDITIONS, inner, inner),
        st.builds("tonumber(tostring({0}))".format, inner),
    )


_CONDITIONS = st.one_of(
    _BOOLS,
    st.builds("({0} {1} {2})".format, _NUMBERS, st.sampled_from(["<", ">=", "==", "!="]), _NUMBERS),
    st.builds("contains({0}, {1})".format, _LISTS, _WORDS),
    st.builds("(!{0} || {1})".format, _BOOLS, _BOOLS),
    st.builds("startswith({0}, {1})".format, _WORDS, _WORDS),
)
NUMBERS = st.recursive(_NUMBERS, _number, max_leaves=5)
TEXTS = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.builds('"<${{{0}}}:${{{1}}}>"'.format, inner, NUMBERS),
        st.builds("upper({0})".format, inner),
        st.builds('join("-", {0})'.format, _LISTS),
        st.builds('replace({0}, "a", {1})'.format, inner, inner),
        st.builds("substr({0}, 1, 2)".format, inner),
        st.builds('trimprefix({0}, "a")'.format, inner),
        st.builds("try({0}[7], {1})".format, _LISTS, inner),
        st.builds('format("%s|%03d", {0}, {1})'.format, inner, st.integers(0, 99)),
        st.builds("({0} ? {1} : {2})".format, _CONDITIONS, inner, inner),
    ),
    max_leaves=4,
)
THINGS = st.one_of(
    NUMBERS,
    TEXTS,
    st.builds("sort(distinct({0}))".format, _LISTS),
    st.builds('[for i, x in {0} : "${{i}}${{x}}" if x != {1}]'.format, _LISTS, _WORDS),
    st.builds("{{for x in toset({0}) : x => length(x)}}".format, _LISTS),
    st.builds("merge({{a = {0}}}, {{b = {1}, a = {2}}})".format, NUMBERS, TEXTS, NUMBERS),
    st.builds("setsubtract({0}, {1})".format, _LISTS, _LISTS),
    st.builds("jsonencode([{0}, {1}])".format, TEXTS, NUMBERS),
    st.builds("flatten([{0}, [{0}], {1}])".format, _LISTS, _LISTS),
    st.builds('split("-", join("-", {0}))'.format, _LISTS),
)


def test_expressions_that_nobody_thought_of(tmp_path: Path) -> None:
    """One batch, since Terraform takes a while to start; the draw differs from run to run."""
    drawn: list[str] = []

    from hypothesis import HealthCheck, given, settings

    @given(THINGS)
    @settings(
        max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def draw(expression: str) -> None:
        drawn.append(expression)

    draw()
    texts = list(dict.fromkeys(drawn))
    expected = theirs(texts, tmp_path)
    wrong = [
        f"{text}\n  terraform: {their!r}\n  ours:      {mine!r}"
        for text, their in zip(texts, expected, strict=True)
        if not _agree(mine := _ours(text), their)
    ]
    assert not wrong, "\n".join(wrong[:5])
    assert len(texts) > 50
