"""What a whole run comes to, in one line: every report begins or ends with it."""

from __future__ import annotations

from ringfence.model.assessment import Assessment, Kind, Outcome, Verdict
from ringfence.report.screen import Span


def verdict(assessment: Assessment) -> list[Span]:
    """Return the last line: what the whole run comes to, over how many assets."""
    total = len(assessment.assets)
    counts = {
        verdict: sum(judged.verdict is verdict for judged in assessment.assets)
        for verdict in Verdict
    }
    assets = f"{total} asset" if total == 1 else f"{total} assets"
    incomplete = _incomplete(assessment)
    loose = _credentials(assessment)
    if not total:
        return [("NOTHING TO JUDGE:", "bold"), (f"no assets were found{loose}", ""), *incomplete]
    if counts[Verdict.OPEN]:
        text = f"{counts[Verdict.OPEN]} of {assets} can leave the boundary{loose}"
        return [("OPEN:", "open"), (text, ""), *incomplete]
    if counts[Verdict.UNKNOWN]:
        text = (
            f"no leak is proven, and {counts[Verdict.UNKNOWN]} of {assets} cannot be judged{loose}"
        )
        return [("UNKNOWN:", "unknown"), (text, ""), *incomplete]
    text = f"none of {assets} can leave the boundary{loose}"
    beside = sum(
        finding.outcome is Outcome.FAIL and finding.accepted is None
        for finding in assessment.findings
        if not finding.kind.is_leak
    )
    if beside:
        text += f"; {beside} finding{'s' * (beside > 1)} beside the verdicts"
    accepted = sum(finding.accepted is not None for finding in assessment.findings)
    if accepted:
        text += f"; {accepted} accepted"
    return [("SEALED:", "sealed"), (text, ""), *incomplete]


def _credentials(assessment: Assessment) -> str:
    """Return how many credentials lie in the text that open no asset which is known here."""
    count = sum(
        finding.asset is None
        and finding.kind is Kind.BEARER
        and finding.outcome is Outcome.FAIL
        and finding.accepted is None
        and finding.severity.rank >= assessment.threshold.rank
        for finding in assessment.findings
    )
    if not count:
        return ""
    return f"; {count} other credential{'s lie' if count > 1 else ' lies'} in the text"


def _incomplete(assessment: Assessment) -> list[Span]:
    if assessment.faults:
        return [("(incomplete: rules broke)", "open")]
    if any(gap.hides for gap in assessment.gaps):
        return [("(incomplete: what could not be read may hold more)", "unknown")]
    return []


def headline(assessment: Assessment) -> str:
    """Return the verdict of the run as plain text."""
    return " ".join(text for text, _ in verdict(assessment))
