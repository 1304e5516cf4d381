"""The exit code: a pure function of the answers, for scripts and pipelines.

0: nothing that counts, and complete. 1: findings that count. 3: nothing that counts, but
complete answers were not possible. (2, a usage or input error, is given before there are answers.)
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from ringfence.model.assessment import Assessment, Finding, Kind, Outcome
from ringfence.model.boundary import Severity

CLEAN: Final = 0
FINDINGS: Final = 1
INCOMPLETE: Final = 3

Criterion = Kind | Severity


def exit_code(
    assessment: Assessment,
    fail_on: Sequence[Criterion] = (),
    baseline: Container[str] = (),
) -> int:
    """Return the code for an assessment.

    A finding counts if its outcome is `fail`, it is not accepted and not in the baseline, and it
    meets one criterion: a severity is met by findings at or above it, a kind by findings of that
    kind at any severity. Without criteria there is one, the threshold of the boundary file.
    """
    criteria = tuple(fail_on) or (assessment.threshold,)
    if any(_counts(finding, criteria, baseline) for finding in assessment.findings):
        return FINDINGS
    return CLEAN if assessment.complete else INCOMPLETE


def _counts(finding: Finding, criteria: Sequence[Criterion], baseline: Container[str]) -> bool:
    return (
        finding.outcome is Outcome.FAIL
        and finding.accepted is None
        and finding.id not in baseline
        and any(_meets(finding, criterion) for criterion in criteria)
    )


def _meets(finding: Finding, criterion: Criterion) -> bool:
    if isinstance(criterion, Severity):
        return finding.severity.rank >= criterion.rank
    return finding.kind is criterion
