"""Conditions of workflows as an outsider meets them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.readers.pipelines.expressions import ANY, UNSURE, admits, evaluate, fill
from ringfence.readers.pipelines.github.events import EVENTS, Stranger

PULL = Stranger(EVENTS["pull_request_target"], frozenset({"opened"}), "acme/llm")
COMMENT = Stranger(EVENTS["issue_comment"], frozenset({"created"}), "")


@pytest.mark.parametrize(
    ("condition", "lets"),
    [
        *((None, True), (True, True), (False, False), ("true", True), ("", True)),
        *(
            ("github.event_name == 'pull_request_target'", True),
            ("github.event_name == 'push'", False),
        ),
        *(("github.actor == 'bot'", False), ("github.actor != 'bot'", True)),
        *(("!github.event.pull_request.head.repo.fork", False), ("${{ !cancelled() }}", True)),
        ("github.event.pull_request.head.repo.full_name == github.repository", False),
        ("github.event.pull_request.head.repo.full_name != github.repository", True),
        ("github.event.pull_request.head.repo.owner.login == 'acme'", False),
        ("github.repository == 'ACME/llm'", True),
        ("github.repository_owner == 'acme'", True),
        ("github.event.pull_request.author_association == 'MEMBER'", False),
        ("github.event.pull_request.author_association != 'NONE'", True),
        (
            'contains(fromJSON(\'["OWNER","MEMBER"]\'), github.event.pull_request.author_association)',
            False,
        ),
        ("contains(github.event.pull_request.labels.*.name, 'safe to test')", False),
        ("contains(github.event.pull_request.title, '[ci]')", True),
        ("!contains(github.event.pull_request.title, '[skip]')", True),
        ("startsWith(github.head_ref, 'release/')", True),
        ("github.event.pull_request.merged == true", False),
        ("github.event.pull_request.draft == false && github.base_ref == 'main'", True),
        ("github.event.action == 'opened'", True),
        ("github.event.action == 'labeled'", False),
        ("vars.DEPLOY == 'yes'", None),
        ("vars.DEPLOY == 'yes' && github.actor == 'bot'", False),
        ("vars.DEPLOY == 'yes' || github.event.number > 0", True),
        ("steps.gate.outputs.ok == 'true'", None),
        ("needs.check.result == 'success'", True),
        ("github.event.comment.body == '/go'", False),
        ("always() && (github.ref == 'refs/heads/main' || false)", True),
        ("${{ github.actor }} == 'bot'", None),
        *(("github.actor ==", None), ("'", None), ("((((", None), ("a" * 30_000, None)),
        ("github['x'][" + "9" * 400 + "]", None),
    ],
)
def test_what_a_condition_lets_through(condition: Any, lets: bool | None) -> None:
    assert admits(condition, PULL) is lets


def test_a_comment_is_seen_only_by_runs_that_comments_start() -> None:
    assert admits("github.event.comment.body == '/go'", COMMENT) is True
    assert admits("github.event.pull_request.title", COMMENT) is False
    # Where the repository is not known, a name in the code is taken for it.
    assert admits("github.repository == 'acme/llm'", COMMENT) is True
    assert admits("github.event.comment.author_association == 'OWNER'", COMMENT) is False


def test_texts_are_filled_in() -> None:
    known = {"matrix.to": "prod", "inputs.n": 3.0}

    def lookup(path: str) -> Any:
        return known.get(path, UNSURE)

    assert fill("${{ matrix.to }}", lookup) == "prod"
    assert fill("x-${{ matrix.to }}-${{ 'y' }}", lookup) == "x-prod-y"
    assert fill("${{ matrix.from }}", lookup) == UNSURE
    assert fill("plain", lookup) == "plain"
    assert fill("${{ matrix.to == 'prod' && 'live' || 'test' }}", lookup) == "live"
    assert evaluate("github['event']['pull_request'].title", PULL) == ANY


@given(st.text(alphabet="ab.'()[]!&|=<>*, 0-_$", max_size=60))
def test_every_text_has_a_value(text: str) -> None:
    assert admits(text, PULL) in (True, False, None)
    evaluate(text, COMMENT)


@given(
    st.recursive(
        st.sampled_from(["true", "false", "vars.x", "github.event.pull_request.title"]),
        lambda inner: st.one_of(
            inner.map(lambda each: f"!({each})"),
            st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(
                lambda parts: f"({' '.join(parts)})"
            ),
        ),
        max_leaves=8,
    )
)
def test_conditions_hold_for_some_choice_of_the_outsider(condition: str) -> None:
    """Held against all truth values of what is picked and of what is not known.

    Each mention is taken for itself, which errs towards letting through.
    """
    lets = admits(condition, PULL)
    title, variable = "github.event.pull_request.title", "vars.x"
    worlds = {
        unknown: [
            bool(
                eval(
                    condition.replace(title, str(picked))
                    .replace(variable, str(unknown))
                    .replace("true", "True")
                    .replace("false", "False")
                    .replace("!", " not ")
                    .replace("&&", " and ")
                    .replace("||", " or ")
                )
            )
            for picked in (True, False)
        ]
        for unknown in (True, False)
    }
    through = [any(found) for found in worlds.values()]
    if lets is False:
        assert not any(through)
    if all(through):
        assert lets is not False
    if lets is None:
        assert variable in condition
