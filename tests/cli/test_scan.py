"""`ringfence scan`: reports where they were asked for, and the documented exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.cli.options import Request
from ringfence.model.assessment import Assessment
from tests.cli.conftest import Run
from tests.report.cases import CASES, mixed, opened

Answering = Callable[[Assessment], list[Request]]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        *(("open", 1), ("mixed", 1), ("crowded", 1), ("hostile", 1)),
        *(("sealed", 0), ("empty", 0), ("accepted", 0)),
        *(("unknown", 3), ("faulty", 3)),
    ],
)
def test_the_screen_and_the_code(
    ringfence: Run, answering: Answering, case: str, code: int
) -> None:
    answering(CASES[case]())
    result = ringfence("scan", "examples/retail")
    screen = Path(__file__).parent.parent / "report" / "screens" / f"{case}.txt"
    assert result.stdout == screen.read_text(encoding="utf-8")
    assert result.exit_code == code
    assert result.stderr == ""


def test_reports_go_where_they_were_asked_to_go(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    answering(opened())
    data, log = tmp_path / "a.json", tmp_path / "a.sarif"
    words = ("-f", "json", "-o", data, "-f", "sarif", "-o", log, "-f", "table")
    result = ringfence("scan", "x", *words)
    assert json.loads(data.read_bytes())["schema"] == "ringfence-assessment/1"
    assert json.loads(log.read_bytes())["version"] == "2.1.0"
    assert result.stdout.startswith("ringfence x\n")
    assert result.stderr == ""
    only = ringfence("scan", "x", "-f", "json", "-o", data)
    assert only.stdout == ""
    assert only.stderr.splitlines()[0] == "OPEN: 4 of 8 assets can leave the boundary"
    assert f"wrote {data} (json)" in only.stderr


def test_quiet_prints_what_was_asked_for_only(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    answering(opened())
    result = ringfence("scan", "x", "--quiet")
    assert (result.output, result.exit_code) == ("", 1)
    file = tmp_path / "a.json"
    result = ringfence("scan", "x", "--quiet", "-f", "json", "-o", file)
    assert (result.output, file.exists()) == ("", True)
    assert ringfence("scan", "x", "--quiet", "-f", "json").stdout.startswith("{")


def test_fail_on(ringfence: Run, answering: Answering) -> None:
    answering(CASES["mixed"]())
    for words, code in (
        (("--fail-on", "critical"), 1),
        (("--fail-on", "exposed"), 1),
        (("--fail-on", "provider"), 3),
        (("--fail-on", "provider", "--fail-on", "LOW"), 1),
    ):
        assert ringfence("scan", "x", *words).exit_code == code
    wrong = ringfence("scan", "x", "--fail-on", "severe")
    assert wrong.exit_code == 2
    assert "`severe` is neither a kind" in wrong.stderr


def test_a_baseline_hides_what_it_knew(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    file = tmp_path / "old.json"
    answering(opened())
    assert ringfence("scan", "x", "-f", "json", "-o", file).exit_code == 1
    again = ringfence("scan", "x", "--baseline", file)
    assert again.exit_code == 0
    assert "(in the baseline)" in again.stdout
    worse = opened()
    worse.findings[3].id = "F-ffffffffff"
    answering(worse)
    new = ringfence("scan", "x", "--baseline", file)
    assert new.exit_code == 1
    assert "paired region `eastus` (new)" in new.stdout


def test_what_was_only_possible_or_accepted_then_is_news_now(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    file = tmp_path / "old.json"
    for case in ("unknown", "accepted"):
        answering(CASES[case]())
        ringfence("scan", "x", "-f", "json", "-o", file)
        proven = CASES[case]()
        for finding in proven.findings:
            finding.accepted = None
            finding.outcome = opened().findings[0].outcome
        answering(proven)
        assert ringfence("scan", "x", "--baseline", file).exit_code == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no ringfence assessment"),
        (b"[]", "is no ringfence assessment"),
        (b"\xff", "is no ringfence assessment"),
        (b"[" * 100_000, "is no ringfence assessment"),
        (b'{"version": "2.1.0", "runs": []}', "is no ringfence assessment"),
    ],
)
def test_a_baseline_that_is_none(
    ringfence: Run, answering: Answering, tmp_path: Path, data: bytes, what: str
) -> None:
    requests = answering(opened())
    file = tmp_path / "old.json"
    file.write_bytes(data)
    result = ringfence("scan", "x", "--baseline", file)
    assert result.exit_code == 2
    assert what in result.stderr
    assert f"at: {file}" in result.stderr
    assert not requests  # told before the work, not after it


def test_a_baseline_of_another_schema(ringfence: Run, answering: Answering, tmp_path: Path) -> None:
    answering(opened())
    file = tmp_path / "old.json"
    ringfence("scan", "x", "-f", "json", "-o", file)
    file.write_text(file.read_text().replace("assessment/1", "assessment/9"))
    result = ringfence("scan", "x", "--baseline", file)
    assert result.exit_code == 2
    assert "has the schema `ringfence-assessment/9`" in result.stderr


def test_options_from_the_environment(ringfence: Run, answering: Answering, tmp_path: Path) -> None:
    requests = answering(opened())
    boundary = tmp_path / "b.yaml"
    boundary.write_text("threshold: low")
    environment = {
        "RINGFENCE_BOUNDARY": str(boundary),
        "RINGFENCE_ALL_DATA": "1",
        "RINGFENCE_ENV": "prod",
        "RINGFENCE_VAR": "a=1 b=2",
        "RINGFENCE_FORMAT": "json",
        "RINGFENCE_FAIL_ON": "provider bearer",
        "RINGFENCE_VERSION": "anything",
    }
    result = ringfence("scan", "x", env=environment)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("{")
    (request,) = requests
    variables = (("a", "1"), ("b", "2"))
    assert request == Request((Path("x"),), boundary, True, "prod", variables)


def test_values_of_variables_are_not_repeated(ringfence: Run, answering: Answering) -> None:
    answering(opened())
    result = ringfence("scan", "x", "--var", "password=hunter22", "--all-data", "--env", "a b")
    assert "hunter22" not in result.output
    assert "--all-data --env 'a b' --var password=…" in result.stdout
    wrong = ringfence("scan", "x", "--var", "hunter22")
    assert wrong.exit_code == 2
    assert "hunter22" not in wrong.output


def test_a_boundary_file_with_mistakes(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    requests = answering(opened())
    file = tmp_path / "ringfence.yaml"
    file.write_text("thresold: high\nboundary: {regions: [westeurop]}\n")
    result = ringfence("scan", tmp_path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "error: unknown key `thresold` in `the boundary file`",
        f"at: {file}:1",
        "help: did you mean `threshold`?",
        "error: `westeurop` is no region, geography or country",
        f"at: {file}:2",
        "help: did you mean `westeurope` or `westus`?",
    ]
    assert not requests


def test_a_report_that_cannot_be_written(
    ringfence: Run, answering: Answering, tmp_path: Path
) -> None:
    requests = answering(opened())
    result = ringfence("scan", "x", "-f", "json", "-o", tmp_path / "no" / "a.json")
    assert result.exit_code == 2
    assert "the folder of the output does not exist" in result.stderr
    assert not requests


def test_mixed_case_agrees_with_the_screen_that_others_compare() -> None:
    """The cases are made anew for every test: no test changes another's."""
    assert mixed().findings[0].title == "anyone on the internet can read `dumps`"


def test_a_missing_extra_says_what_to_install(
    ringfence: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = ringfence("scan", "examples/retail/sealed", "-f", "pdf", "-o", "/dev/null")
    assert result.exit_code == 2
    assert "pip install ringfence[report]" in result.stderr
