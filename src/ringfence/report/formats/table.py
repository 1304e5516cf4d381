"""The terminal report: one screen that says what leaks, why, and what to do next."""

from __future__ import annotations

import re
import shlex
from typing import Final

from ringfence.model.assessment import Assessment, Outcome, Verdict
from ringfence.report import sections
from ringfence.report.causes import Sorted, sort
from ringfence.report.screen import GLUE, Screen, Span, visible
from ringfence.report.view import View

_INPUT: Final = re.compile(r"(?:variable|parameter) `([^`]+)`")
"""How gaps name an input without a value."""


def render(assessment: Assessment, view: View) -> bytes:
    """Return the assessment as lines for a terminal, the verdict last."""
    screen = Screen(view)
    sorted_ = sort(assessment.findings, assessment.threshold)
    sections.header(screen, assessment, view)
    sections.verdicts(screen, assessment)
    sections.leaks(screen, sorted_, view)
    sections.unknown(screen, sorted_, view)
    sections.others(screen, sorted_, view)
    sections.sealed(screen, assessment)
    sections.gaps(screen, assessment)
    sections.faults(screen, assessment)
    _next(screen, assessment, sorted_, view)
    screen.blank()
    screen.flow(verdict(assessment))
    return screen.render()


def _next(screen: Screen, assessment: Assessment, sorted_: Sorted, view: View) -> None:
    paths = " ".join((shlex.join(view.paths), *view.options))
    steps: list[tuple[str, str]] = []
    worst = (sorted_.leaks or sorted_.unknown or sorted_.beside)[:1]
    if worst:
        finding = worst[0].first
        which = "the worst leak" if finding.kind.is_leak else "the worst finding"
        which = which if finding.outcome is Outcome.FAIL else "what is not known"
        steps.append((f"ringfence explain {finding.id} {paths}", f"walks through {which}"))
    missing = (_INPUT.search(gap.reason) for gap in assessment.gaps if gap.blocks)
    if name := next((match[1] for match in missing if match), ""):
        value = shlex.quote(f"{visible(name)}=VALUE")
        why = "gives a value that is missing (or a file of them: --env)"
        steps.append((f"ringfence scan {paths} --var {value}", why))
    if assessment.boundary.inferred and not assessment.boundary.source.file and view.paths:
        first = shlex.join(view.paths[:1])
        steps.append(
            (f"ringfence init {first}", "writes the boundary down, so that none is guessed")
        )
    if not assessment.assets and "--all-data" not in view.options:
        steps.append(
            (
                f"ringfence scan {paths} --all-data",
                "takes every data store and endpoint as an asset",
            )
        )
    if not steps:
        return
    screen.heading("NEXT")
    for command, why in steps:
        comment = f"# {why}".replace(" ", GLUE)
        screen.flow([(command, "bold"), (comment, "dim")], first=2, rest=6)


def verdict(assessment: Assessment) -> list[Span]:
    """Return the last line: what the whole run comes to, over how many assets."""
    total = len(assessment.assets)
    counts = {
        verdict: sum(judged.verdict is verdict for judged in assessment.assets)
        for verdict in Verdict
    }
    assets = f"{total} asset" if total == 1 else f"{total} assets"
    incomplete = _incomplete(assessment)
    if not total:
        return [("NOTHING TO JUDGE:", "bold"), ("no assets were found", ""), *incomplete]
    if counts[Verdict.OPEN]:
        text = f"{counts[Verdict.OPEN]} of {assets} can leave the boundary"
        return [("OPEN:", "open"), (text, ""), *incomplete]
    if counts[Verdict.UNKNOWN]:
        text = f"no leak is proven, and {counts[Verdict.UNKNOWN]} of {assets} cannot be judged"
        return [("UNKNOWN:", "unknown"), (text, ""), *incomplete]
    text = f"none of {assets} can leave the boundary"
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


def _incomplete(assessment: Assessment) -> list[Span]:
    if assessment.faults:
        return [("(incomplete: rules broke)", "open")]
    if any(gap.hides for gap in assessment.gaps):
        return [("(incomplete: what could not be read may hold more)", "unknown")]
    return []
