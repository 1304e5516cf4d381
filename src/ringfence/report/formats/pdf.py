"""PDF (PDF/UA-1): the report on paper, through typst, which the extra `report` installs."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from typing import Any, Final

import msgspec

from ringfence.model.assessment import Assessment, Judged, Verdict
from ringfence.report.causes import Cause, chain, doubts, groups, sort, why
from ringfence.report.disclosure import clean
from ringfence.report.document import reason, utc, wall_of
from ringfence.report.headline import headline
from ringfence.report.screen import visible
from ringfence.report.view import View
from ringfence.version import __version__

FULL: Final = 100
"""Causes of a section that are printed; more would fill a folder."""

_BREAK: Final = re.compile(r"(?<=[._/\-:\[\]])")


def render(assessment: Assessment, view: View) -> bytes:
    """Return the document; the same answers give the same bytes.

    Raises ImportError, with what to install, where typst is missing.
    """
    try:
        import typst
    except ImportError as error:
        raise ImportError("a PDF needs `pip install ringfence[report]`") from error
    template = files("ringfence.report.page").joinpath("paper.typ").read_bytes()
    data = msgspec.json.encode(_data(assessment, view)).decode()
    made: bytes = typst.compile(
        template,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=int(assessment.started.timestamp()),
    )
    return made


def _data(assessment: Assessment, view: View) -> dict[str, Any]:
    boundary = assessment.boundary
    regions = ", ".join(boundary.stated or sorted(boundary.regions)) or "no region is known"
    origin = "inferred" if boundary.inferred else str(boundary.source.file)
    scanned = _text(", ".join(view.paths))
    return {
        "title": f"ringfence: {_text(headline(assessment))}",
        "scanned": scanned,
        "about": [
            ["scanned", scanned],
            ["boundary", f"{_text(regions)} ({_text(origin)})"],
            ["read", f"{assessment.resources} resources"],
            ["threshold", assessment.threshold.value],
            ["time", utc(assessment.finished)],
            ["made by", f"ringfence {__version__}"],
        ],
        "verdicts": [_row(assessment, verdict) for verdict in Verdict],
        "sections": [
            _section(title or "Leaks", causes)
            for title, causes in groups(sort(assessment.findings, assessment.threshold))
            if causes
        ],
        "assets": [_asset(each) for each in sorted(assessment.assets, key=_order)],
        "gaps": _gaps(assessment),
    }


def _row(assessment: Assessment, verdict: Verdict) -> dict[str, str]:
    held = [each for each in assessment.assets if each.verdict is verdict]
    kinds = Counter(each.asset.kind.value for each in held).most_common()
    of = ", ".join(f"{count} {kind}" for kind, count in kinds)
    return {"verdict": verdict.value, "count": str(len(held)), "kinds": of}


def _section(title: str, causes: list[Cause]) -> dict[str, Any]:
    left = sum(len(cause.findings) for cause in causes[FULL:])
    return {
        "title": title,
        "entries": [_entry(cause) for cause in causes[:FULL]],
        "more": f"… and {left} more: -f json lists them all." if left else "",
    }


def _entry(cause: Cause) -> dict[str, Any]:
    finding = cause.first
    lines = [("why", why(finding)), ("what closes it", finding.remedy)]
    lines += [("not known", doubt) for doubt in doubts(finding)]
    if others := cause.others():
        lines.append(("opens also", ", ".join(f"`{name}`" for name in others)))
    if finding.accepted is not None:
        until = finding.accepted.until.isoformat()
        lines.append(("accepted", f"until {until}: {finding.accepted.reason}"))
    return {
        "id": f"{finding.id}, rule {finding.rule}",
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "title": _parts(finding.title),
        "chain": [
            _wrapped(link.name + (f" ({link.place})" if link.place.file else ""))
            for link in chain(finding)
        ],
        "lines": [[label, _parts(text)] for label, text in lines if text],
        "steps": [
            {
                "claim": _parts(step.claim),
                "because": _parts(reason(step)),
                "places": _text(", ".join(f"({e.source})" for e in step.evidence if str(e.source))),
            }
            for step in finding.path
        ],
    }


def _order(judged: Judged) -> tuple[int, str]:
    order = [Verdict.OPEN, Verdict.UNKNOWN, Verdict.SEALED]
    return order.index(judged.verdict), judged.asset.resource.address


def _asset(judged: Judged) -> dict[str, Any]:
    return {
        "verdict": judged.verdict.value,
        "address": _wrapped(judged.asset.resource.address),
        "kind": judged.asset.kind.value,
        "depth": "none" if judged.depth is None else str(judged.depth),
        "wall": _parts(wall_of(judged) or ""),
    }


def _gaps(assessment: Assessment) -> list[list[str]]:
    told: Counter[str] = Counter()
    for gap in assessment.gaps:
        if gap.blocks or gap.hides:
            where = f" ({gap.source})" if str(gap.source) else ""
            told[f"{gap.what}: {gap.reason}{where}"] += len(gap.blocks)
    for fault in assessment.faults:
        told[f"rule {fault.rule} broke: {fault.error}"] += 0
    return [_parts(f"{text} ({held} assets)" if held else text) for text, held in told.items()]


def _parts(text: str) -> list[str]:
    """Return the parts of one of our sentences; those with odd numbers stood in backticks."""
    parts = re.split(r"`([^`\n]+)`", _text(text))
    return [_wrapped(part) if at % 2 else part for at, part in enumerate(parts)]


def _wrapped(name: str) -> str:
    """Return a name that may break after its separators (zero-width spaces show nothing)."""
    return "\u200b".join(_BREAK.split(_text(name)))


def _text(text: str) -> str:
    return visible(clean(text))
