"""The exit code, over every case that the contract names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from ringfence.cli.exitcode import Criterion, exit_code
from ringfence.model.assessment import (
    Acceptance,
    Assessment,
    Fault,
    Finding,
    Judged,
    Kind,
    Outcome,
    Verdict,
)
from ringfence.model.boundary import Severity
from tests.report.cases import account, assessment, asset, leak

OF = asset(account("weights"))


def finding(
    kind: Kind = Kind.EXPOSED,
    severity: Severity = Severity.CRITICAL,
    outcome: Outcome = Outcome.FAIL,
    accepted: bool = False,
) -> Finding:
    made = leak(OF, OF.resource, kind=kind, severity=severity, outcome=outcome)
    if accepted:
        made.accepted = Acceptance("a reason", date(2027, 1, 1))
    return made


def answers(
    *findings: Finding,
    verdict: Verdict = Verdict.SEALED,
    broken: bool = False,
    threshold: Severity = Severity.MEDIUM,
) -> Assessment:
    faults = [Fault("identity", "", "KeyError")] if broken else []
    return assessment([Judged(OF, verdict, 0)], list(findings), faults=faults, threshold=threshold)


@pytest.mark.parametrize(
    ("of", "code"),
    [
        (answers(), 0),
        (assessment([]), 0),
        (answers(finding(), verdict=Verdict.OPEN), 1),
        (answers(finding(severity=Severity.MEDIUM), verdict=Verdict.OPEN), 1),
        (answers(finding(severity=Severity.LOW)), 0),
        (answers(finding(kind=Kind.BLIND, severity=Severity.MEDIUM)), 1),
        (answers(finding(outcome=Outcome.UNKNOWN), verdict=Verdict.UNKNOWN), 3),
        (answers(finding(accepted=True)), 0),
        (answers(verdict=Verdict.UNKNOWN), 3),
        (answers(broken=True), 3),
        (answers(finding(), verdict=Verdict.OPEN, broken=True), 1),
        (answers(finding(), verdict=Verdict.UNKNOWN), 1),
        # estate-level unknowns change no code
        (answers(leak(None, None, kind=Kind.UNGUARDED, outcome=Outcome.UNKNOWN)), 0),
        (answers(leak(None, None, kind=Kind.UNGUARDED, severity=Severity.MEDIUM)), 1),
    ],
)
def test_codes(of: Assessment, code: int) -> None:
    assert exit_code(of) == code


@pytest.mark.parametrize(("threshold", "severity"), list(product(Severity, Severity)))
def test_the_threshold_of_the_boundary_file(threshold: Severity, severity: Severity) -> None:
    of = answers(finding(severity=severity), threshold=threshold)
    assert exit_code(of) == (severity.rank >= threshold.rank)


@pytest.mark.parametrize(("level", "severity"), list(product(Severity, Severity)))
def test_fail_on_a_severity_replaces_the_threshold(level: Severity, severity: Severity) -> None:
    of = answers(finding(severity=severity))
    assert exit_code(of, [level]) == (severity.rank >= level.rank)


@pytest.mark.parametrize(("wanted", "kind"), list(product(Kind, Kind)))
def test_fail_on_a_kind_counts_that_kind_at_any_severity(wanted: Kind, kind: Kind) -> None:
    for severity in Severity:
        assert exit_code(answers(finding(kind=kind, severity=severity)), [wanted]) == (
            kind is wanted
        )


def criteria() -> Iterator[tuple[Criterion, ...]]:
    every: list[Criterion] = [*Severity, *Kind]
    yield ()
    for one in every:
        yield (one,)
    yield (Severity.CRITICAL, Kind.BLIND)


@pytest.mark.parametrize("wanted", list(criteria()))
def test_what_never_counts(wanted: tuple[Criterion, ...]) -> None:
    """Accepted, unknown and known findings do not count, whatever is asked for."""
    accepted, unknown, known = (
        finding(accepted=True),
        finding(outcome=Outcome.UNKNOWN),
        finding(severity=Severity.HIGH),
    )
    of = answers(accepted, unknown, known)
    assert exit_code(of, wanted, {known.id}) == 0


def test_one_criterion_that_is_met_is_enough() -> None:
    wanted = (Severity.CRITICAL, Kind.BLIND)
    assert exit_code(answers(finding(kind=Kind.BLIND, severity=Severity.LOW)), wanted) == 1
    assert exit_code(answers(finding(kind=Kind.PLACED, severity=Severity.CRITICAL)), wanted) == 1
    assert exit_code(answers(finding(kind=Kind.PLACED, severity=Severity.HIGH)), wanted) == 0


def test_the_baseline_hides_its_own_findings_only() -> None:
    old, new = finding(), leak(OF, account("other"))
    assert exit_code(answers(old, new), (), {old.id}) == 1
    assert exit_code(answers(old), (), {old.id}) == 0
    assert exit_code(answers(old, verdict=Verdict.UNKNOWN), (), {old.id}) == 3
