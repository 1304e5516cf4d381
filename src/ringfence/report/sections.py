"""The sections of the terminal report, failures first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from ringfence.model.assessment import Assessment, Finding, Judged, Outcome, Seen, Verdict
from ringfence.model.boundary import Severity
from ringfence.model.facts import Source
from ringfence.report.causes import Cause, Sorted, brief, chain, doubts, why
from ringfence.report.disclosure import clean
from ringfence.report.document import wall_of
from ringfence.report.screen import GLUE, Screen, Span, pad, shorten
from ringfence.report.view import View

FULL: Final = 10
"""Leaks that are shown with their chain and remedy; more of them get one line each."""

ALIKE: Final = 4
SHORT: Final = 15
COMPACT: Final = 8


def header(screen: Screen, assessment: Assessment, view: View) -> None:
    """Add what was scanned, and against which boundary."""
    screen.labelled("ringfence", [(", ".join(view.paths), "bold")], first=0, width=9)
    boundary = assessment.boundary
    regions = ", ".join(boundary.stated or sorted(boundary.regions)) or "no region is known"
    source = clean(boundary.source.file)
    if boundary.inferred:
        origin = f"(inferred: {source} names none)" if source else "(inferred: no ringfence.yaml)"
    else:
        origin = f"({source})" if source else ""
    screen.labelled("boundary", [(clean(regions), ""), (origin, "dim")], first=0, width=9)
    readers: Counter[str] = Counter()
    for report in assessment.reports:
        readers[report.reader] += report.resources
    parts = [
        f"{reader} {count}" if len(readers) > 1 else reader for reader, count in readers.items()
    ]
    read: list[Span] = [(_many(assessment.resources, "resource"), "")]
    if parts:
        read.append((f"({', '.join(sorted(parts))})", "dim"))
    screen.labelled("read", read, first=0, width=9)
    if assessment.threshold is not Severity.MEDIUM:
        screen.labelled("threshold", [(assessment.threshold.value, "")], first=0, width=9)


def verdicts(screen: Screen, assessment: Assessment) -> None:
    """Add how many assets are open, unknown and sealed, each with its denominator."""
    screen.blank()
    total = len(assessment.assets)
    if not total:
        screen.flow([("no assets were found", "bold")])
        return
    assets = "asset" if total == 1 else "assets"
    for verdict in (Verdict.OPEN, Verdict.UNKNOWN, Verdict.SEALED):
        judged = [each for each in assessment.assets if each.verdict is verdict]
        kinds = Counter(each.asset.kind.value for each in judged)
        held = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(4))
        style = verdict.value if judged else "dim"
        share = f"{len(judged):>{len(str(total))}} of {total} {assets}".replace(" ", GLUE)
        spans: list[Span] = [(pad(verdict.value, 8), style), (share, "" if judged else "dim")]
        screen.flow([*spans, *([(GLUE + held, "dim")] if held else [])], first=2, rest=11)


def leaks(screen: Screen, sorted_: Sorted, view: View) -> None:
    """Add the leak paths, one entry for each cause: the worst in full, the rest in one line."""
    if not sorted_.leaks:
        return
    screen.heading("LEAKS")
    full, short = _choose(sorted_.leaks)
    for cause in full:
        screen.blank()
        _entry(screen, cause, view)
    if short:
        screen.blank()
    for cause in short[:SHORT]:
        _one_line(screen, cause, view)
    _rest(screen, short[SHORT:])


def _choose(causes: Sequence[Cause]) -> tuple[list[Cause], list[Cause]]:
    """Return the causes that are shown in full, and the rest.

    Of one rule only the first ALIKE are, so that many leaks of one sort do not push the only one
    of another sort off the screen.
    """
    full: list[Cause] = []
    short: list[Cause] = []
    seen: Counter[str] = Counter()
    for cause in causes:
        seen[cause.first.rule] += 1
        shown = len(full) < FULL and seen[cause.first.rule] <= ALIKE
        (full if shown else short).append(cause)
    return full, short


def _entry(screen: Screen, cause: Cause, view: View) -> None:
    finding = cause.first
    screen.flow(
        [
            (finding.severity.value, finding.severity.value),
            (finding.kind.value + GLUE, "bold"),
            (clean(finding.title), ""),
            *_known(cause, view),
        ],
        rest=2,
    )
    screen.flow(_chain(finding, screen.width - 12), first=2, rest=4)
    if reason_ := why(finding):
        screen.labelled("why", [(reason_, "")])
    if finding.remedy:
        screen.labelled("fix", [(clean(finding.remedy), "")])
    if others := cause.others():
        screen.labelled("also", [(_names(others), ""), ("by the same cause", "")])
    screen.labelled("id", [(finding.id, "dim"), (finding.rule, "dim")])


def _chain(finding: Finding, room: int) -> list[Span]:
    """Return the chain with names of at most `room` columns, each name kept with its arrow."""
    spans: list[Span] = []
    for number, link in enumerate(chain(finding)):
        arrow = f"→{GLUE}" if number else ""
        spans.append((arrow + shorten(clean(link.name), room).replace(" ", GLUE), ""))
        if link.place.file:
            spans.append((f"({clean(str(link.place))})", "dim"))
    return spans


def _one_line(screen: Screen, cause: Cause, view: View, *, says_unknown: bool = True) -> None:
    finding = cause.first
    spans: list[Span] = [
        (pad(finding.severity.value, 8), finding.severity.value),
        (pad(finding.kind.value, 9), ""),
        (clean(finding.title), ""),
    ]
    if finding.outcome is Outcome.UNKNOWN and says_unknown:
        spans.append(("(not known)", "unknown"))
    if len(cause.findings) > 1:
        spans.append((f"and {len(cause.findings) - 1} more like it", "dim"))
    screen.flow([*spans, *_known(cause, view), (finding.id, "dim")], first=2, rest=6)


def _known(cause: Cause, view: View) -> list[Span]:
    if view.baseline is None:
        return []
    known = sum(view.known(finding.id) for finding in cause.findings)
    if known == len(cause.findings):
        return [("(in the baseline)", "dim")]
    return [("(new)", "bold")] if not known else [(f"({len(cause.findings) - known} new)", "bold")]


def _rest(screen: Screen, causes: Sequence[Cause]) -> None:
    kinds = Counter(finding.kind.value for cause in causes for finding in cause.findings)
    if kinds:
        held = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        text = f"… and {kinds.total()} more ({held}): -f json lists them all"
        screen.flow([(text, "dim")], first=2)


def unknown(screen: Screen, sorted_: Sorted, view: View) -> None:
    """Add what may be a leak, one entry for each thing that is not known."""
    if not sorted_.unknown:
        return
    screen.heading("UNKNOWN", "leaks, if what is not known turns out badly")
    for cause in sorted_.unknown[:COMPACT]:
        _one_line(screen, cause, view, says_unknown=False)
        for doubt in doubts(cause.first)[:2]:
            screen.flow([("not known:", "unknown"), (clean(doubt), "")], first=6, rest=8)
    _rest(screen, sorted_.unknown[COMPACT:])


def others(screen: Screen, sorted_: Sorted, view: View) -> None:
    """Add what stands beside the verdicts: leaks below the threshold, other kinds, accepted."""
    for title, remark, causes in (
        ("BELOW THE THRESHOLD", "", sorted_.below),
        ("BESIDE THE VERDICTS", "", sorted_.beside),
    ):
        if causes:
            screen.heading(title, remark)
            for cause in causes[:COMPACT]:
                _one_line(screen, cause, view)
            _rest(screen, causes[COMPACT:])
    if sorted_.accepted:
        screen.heading("ACCEPTED")
        for cause in sorted_.accepted[:COMPACT]:
            _one_line(screen, cause, view)
            accepted = cause.first.accepted
            if accepted is not None:
                until = f"until {accepted.until.isoformat()}"
                screen.flow([(until, "dim"), (clean(accepted.reason), "dim")], first=6, rest=8)
        _rest(screen, sorted_.accepted[COMPACT:])


def sealed(screen: Screen, assessment: Assessment) -> None:
    """Add how deep the sealed assets lie, and the walls that some of them hang on alone."""
    judged = [each for each in assessment.assets if each.verdict is Verdict.SEALED]
    if not judged:
        return
    screen.heading("SEALED")
    granted = {
        finding.asset.key
        for finding in assessment.findings
        if finding.accepted and finding.kind.is_leak and finding.asset
    }
    screen.flow([(_depths(judged, granted), "")], first=2, rest=2)
    hanging: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if (wall := wall_of(each)) is not None:
            hanging[wall].append(each)
    if hanging:
        screen.flow([("one mistake away, with the wall they hang on:", "")], first=2)
    ordered = sorted(hanging.items(), key=lambda item: (-len(item[1]), item[0]))
    for wall, held in ordered[:COMPACT]:
        names = _names([each.asset.name for each in held])
        screen.flow([(f"{names}:", "bold"), (wall, "")], first=4, rest=6)
    left = sum(len(held) for _, held in ordered[COMPACT:])
    if left:
        screen.flow(
            [(f"… and {_many(left, 'asset')} more: -f json lists them all", "dim")], first=4
        )


def _depths(judged: list[Judged], granted: set[str]) -> str:
    """Say how many assets lie how deep; those whose leak is accepted are not counted as deep."""
    depths = Counter(each.depth for each in judged if each.asset.key not in granted)
    words: dict[int | None, str] = {
        1: "behind one wall",
        2: "behind two walls",
        3: "behind three or more",
        None: "with no way out at all",
    }
    parts = [f"{depths[depth]} {text}" for depth, text in words.items() if depths[depth]]
    if accepted := len(judged) - depths.total():
        parts.append(f"{accepted} with a leak that is accepted")
    return ", ".join(parts)


def gaps(screen: Screen, assessment: Assessment) -> None:
    """Add what could not be seen: first what verdicts wait for, then how much else there is."""
    blocking = [gap for gap in assessment.gaps if gap.blocks]
    inert = [gap for gap in assessment.gaps if not gap.blocks]
    if not assessment.gaps:
        return
    blocked = {asset.key for gap in blocking for asset in gap.blocks}
    verb = "waits" if len(blocked) == 1 else "wait"
    remark = f"{_many(len(blocked), 'asset')} {verb} for it" if blocked else ""
    screen.heading("NOT SEEN", remark)
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for gap in blocking:
        groups[gap.what, brief(gap.reason)].append(gap)
    ordered = sorted(groups.values(), key=lambda group: (-_blocked(group), str(group[0].source)))
    for group in ordered[:COMPACT]:
        _gap(screen, group)
    if len(ordered) > COMPACT:
        more = f"… and {len(ordered) - COMPACT} more that assets wait for: -f json lists them all"
        screen.flow([(more, "dim")], first=2)
    for gap in inert[:3]:
        _gap(screen, [gap])
    if len(inert) > 3:
        more = f"… and {len(inert) - 3} more that no verdict waits for: -f json lists them all"
        screen.flow([(more, "dim")], first=2)


def _blocked(group: list[Seen]) -> int:
    return len({asset.key for gap in group for asset in gap.blocks})


def _gap(screen: Screen, group: list[Seen]) -> None:
    gap = group[0]
    text = f"{clean(gap.what)}: {clean(brief(gap.reason))}"
    spans: list[Span] = [(text, "" if gap.blocks else "dim"), *_place(gap.source)]
    if len(group) > 1:
        spans.append((f"and {_many(len(group) - 1, 'more place')}", "dim"))
    if gap.blocks:
        spans.append((f"({_many(_blocked(group), 'asset')})".replace(" ", GLUE), "unknown"))
    screen.flow(spans, first=2, rest=6)


def _place(source: Source) -> list[Span]:
    return [(f"({clean(str(source))})", "dim")] if str(source) else []


def faults(screen: Screen, assessment: Assessment) -> None:
    """Add the rules of ours that broke; their questions have no answer."""
    if assessment.faults:
        screen.heading("BROKEN RULES", "this run is incomplete; the other answers stand")
        for fault in assessment.faults[:COMPACT]:
            where = f"at {clean(fault.address)}" if fault.address else ""
            screen.flow(
                [(fault.rule, "open"), (where, ""), (clean(fault.error), "dim")], first=2, rest=6
            )
        if len(assessment.faults) > COMPACT:
            screen.flow([(f"… and {len(assessment.faults) - COMPACT} more", "dim")], first=2)
    if assessment.notes:
        screen.heading("NOTES")
        for note in assessment.notes[:COMPACT]:
            screen.flow([(clean(note), "dim")], first=2, rest=4)
        if len(assessment.notes) > COMPACT:
            screen.flow([(f"… and {len(assessment.notes) - COMPACT} more", "dim")], first=2)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _names(names: Sequence[str]) -> str:
    """Return up to three names in backticks, and how many more there are."""
    shown = ", ".join(f"`{shorten(clean(name), 40)}`" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
