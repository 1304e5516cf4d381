"""`ringfence explain`: from a fresh scan and from a saved one alike, and the limits."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.catalog.rules import leaks
from ringfence.cli.limits import limits
from ringfence.cli.options import Request
from ringfence.model.assessment import Assessment
from tests.cli.conftest import Run
from tests.report.cases import CASES, opened

Answering = Callable[[Assessment], list[Request]]


def test_a_fresh_scan_and_a_saved_one_read_the_same(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    requests = answering(opened())
    wanted = opened().findings[0].id
    file = tmp_path / "a.json"
    ringfence("scan", "x", "-f", "json", "-o", file)
    fresh = ringfence("explain", wanted, "x", "--all-data")
    saved = ringfence("explain", wanted, "--from", file)
    assert fresh.exit_code == saved.exit_code == 0
    assert fresh.stdout == saved.stdout
    assert "STEP BY STEP" in fresh.stdout
    assert "(main.tf:12)" in fresh.stdout
    assert requests[-1] == Request((Path("x"),), all_data=True)
    ringfence("explain", wanted)
    assert requests[-1] == Request((Path(),))


def test_a_finding_that_is_not_there(ringfence: Run, answering: Answering) -> None:
    answering(opened())
    result = ringfence("explain", "F-0000000000", "x")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: there is no finding `F-0000000000`\nhelp: there are 4,")
    assert "it may be `F-" in ringfence("explain", "F-", "x").stderr
    answering(CASES["empty"]())
    assert "no findings at all" in ringfence("explain", "F-1", "x").stderr


def test_a_saved_file_that_is_none(ringfence: Run, tmp_path: Path) -> None:
    result = ringfence("explain", "F-1", "--from", tmp_path / "none.json")
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_a_rule_has_a_page(ringfence: Run) -> None:
    for rule in leaks():
        result = ringfence("explain", rule)
        assert result.exit_code == 0
        assert f"THE RULE: {rule}" in result.stdout


def test_limits_are_those_that_the_modules_state(ringfence: Run) -> None:
    result = ringfence("explain", "--limits")
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert limits()
    for title, sentences in limits():
        assert title
        for sentence in sentences:
            assert " ".join(sentence.split()) in told


def test_a_new_limit_is_found_because_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("ringfence.readers.tree")
    assert all("files larger" not in sentence for _, told in limits() for sentence in told)
    monkeypatch.setattr(
        module, "LIMITS", ("files larger than a bound are not read",), raising=False
    )
    assert ("files larger than a bound are not read",) in [told for _, told in limits()]
