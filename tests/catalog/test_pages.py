"""Every rule has a page that answers the same four questions, and a title that names its asset."""

from __future__ import annotations

import re

import pytest

from ringfence.catalog.rules import leaks, page_of
from ringfence.model.assessment import Kind

SECTIONS = ["Why it leaks", "What it looks like", "What closes it", "What we do not see"]


@pytest.mark.parametrize("rule", leaks())
def test_a_page_answers_four_questions_in_order(rule: str) -> None:
    head, *parts = page_of(rule).split("\n\n")
    assert "\n" not in head
    assert head.endswith(".")
    found = [match[1] for part in parts if (match := re.match(r"([A-Z][a-z ]+):\s", part))]
    assert found == SECTIONS
    assert all(len(part) > 40 for part in parts)


@pytest.mark.parametrize("rule", leaks())
def test_an_id_says_its_kind(rule: str) -> None:
    prefixes = {
        Kind.EXPOSED: "EXP",
        Kind.REACHABLE: "RCH",
        Kind.EGRESS: "EGR",
        Kind.PLACED: "PLC",
        Kind.CHAINED: "CHN",
        Kind.BEARER: "BRR",
        Kind.UNGUARDED: "UNG",
        Kind.BLIND: "BLD",
        Kind.PROVIDER: "PRV",
        Kind.CONTROL: "CTL",
    }
    leak = leaks()[rule]
    assert re.fullmatch(rf"RF-{prefixes[leak.kind]}-\d\d", rule)
    named = set(re.findall(r"\{(\w+)\}", leak.title))
    assert named <= {"asset", "outsider", "via", "what"}
    assert "asset" in named or not leak.kind.is_leak or rule == "RF-BRR-04"  # of no asset
