"""The terminal report: one screen that says what leaks, why, and what to do next."""

from __future__ import annotations

import re
import shlex
from typing import Final

from ringfence.model.assessment import Assessment, Outcome
from ringfence.report import sections
from ringfence.report.causes import Sorted, sort
from ringfence.report.headline import verdict
from ringfence.report.screen import GLUE, Screen, visible
from ringfence.report.view import View

_INPUT: Final = re.compile(r"(?:variable|parameter) `([^`]+)`(?! is not given| of `)")
"""How gaps name an input without a value; one of a module or nested template takes none from us."""
_OUTSIDE: Final = "leads out of the tree"


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
    if any(gap.reason.endswith(_OUTSIDE) for gap in assessment.gaps):
        steps.append(("ringfence scan FOLDER", "reads a folder that holds the modules as well"))
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
