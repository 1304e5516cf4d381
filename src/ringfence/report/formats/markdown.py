"""Markdown (GitHub's): a comment for a pull request, short, with the paths folded away.

Nothing in it depends on the time or the order of files, so that two runs over the same code give
the same text. It stays below the 65,536 characters that code hosts allow in a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ringfence.model.assessment import Assessment, Outcome, Verdict
from ringfence.report.causes import Cause, Sorted, chain, doubts, sort, why
from ringfence.report.disclosure import clean
from ringfence.report.headline import headline
from ringfence.report.screen import visible
from ringfence.report.view import View

LIMIT: Final = 60_000
"""Characters of a whole report; what does not fit is counted."""

SHOWN: Final = 25
_ACTIVE: Final = re.compile(r"([\\*_{}\[\]<>()#+!|~&@:`$^=-])")
_CODE: Final = re.compile(r"`([^`\n]+)`")
_HTML: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_MENTION: Final = re.compile(r"(?<![\w`])([@#])(?=\w)")
_SIGNS: Final = {Verdict.OPEN: "🔴", Verdict.UNKNOWN: "🟡", Verdict.SEALED: "🟢"}


def render(assessment: Assessment, view: View) -> bytes:
    """Return the report: verdict, counts, leaks with folded proofs, what is not known."""
    sorted_ = sort(assessment.findings, assessment.threshold)
    parts = [_head(assessment, view)]
    room = LIMIT - len(parts[0])
    for title, causes, remark in _sections(sorted_):
        if causes:
            text = _section(title, causes, remark, view, room)
            parts.append(text)
            room -= len(text)
    if gaps := _gaps(assessment):
        parts.append(gaps)
    return ("\n\n".join(parts) + "\n").encode()


def _sections(sorted_: Sorted) -> list[tuple[str, list[Cause], str]]:
    return [
        ("Leaks", sorted_.leaks, ""),
        ("Not known", sorted_.unknown, "leaks, if what is not known turns out badly"),
        ("Below the threshold", sorted_.below, ""),
        ("Beside the verdicts", sorted_.beside, ""),
        ("Accepted", sorted_.accepted, ""),
    ]


def _head(assessment: Assessment, view: View) -> str:
    boundary = assessment.boundary
    regions = ", ".join(boundary.stated or sorted(boundary.regions)) or "no region is known"
    origin = "inferred" if boundary.inferred else f"from {code(boundary.source.file)}"
    paths = ", ".join(code(path) for path in view.paths)
    lines = [
        f"### ringfence: {escape(headline(assessment))}",
        "",
        f"Scanned {paths} ({assessment.resources} resources) against the boundary"
        f" **{escape(clean(regions))}** ({origin}).",
    ]
    if assessment.assets:
        lines += ["", "| Verdict | Assets | |", "|---|---:|---|"]
    for verdict, sign in _SIGNS.items():
        held = [each for each in assessment.assets if each.verdict is verdict]
        kinds = Counter(each.asset.kind.value for each in held).most_common()
        if held:
            of = ", ".join(f"{count} {kind}" for kind, count in kinds)
            lines.append(f"| {sign} {verdict.value} | {len(held)} | {of} |")
    return "\n".join(lines)


def _section(title: str, causes: list[Cause], remark: str, view: View, room: int) -> str:
    text = f"#### {title}" + (f" ({remark})" if remark else "")
    shown = 0
    for cause in causes[:SHOWN]:
        entry = _entry(cause, view)
        if len(text) + len(entry) > room - 500:
            break
        text += "\n\n" + entry
        shown += 1
    left = sum(len(cause.findings) for cause in causes[shown:])
    if left:
        text += f"\n\n… and {left} more: `ringfence scan -f json` lists them all."
    return text


def _entry(cause: Cause, view: View) -> str:
    finding = cause.first
    marks = [f"<b>{finding.severity.value}</b> {finding.kind.value}"]
    if finding.outcome is Outcome.UNKNOWN:
        marks.append("(not known)")
    if view.baseline is not None and not all(view.known(each.id) for each in cause.findings):
        marks.append("<b>new</b>")
    more = len(cause.findings) - 1
    summary = f"{' '.join(marks)}: {folded(finding.title)}"
    if more:
        summary += f" <i>and {more} more by the same cause</i>"
    links = [
        code(link.name) + (f" ({escape(clean(str(link.place)))})" if link.place.file else "")
        for link in chain(finding)
    ]
    lines = [f"- path: {' → '.join(links)}"]
    if reason := why(finding):
        lines.append(f"- why: {prose(reason)}")
    if finding.remedy:
        lines.append(f"- fix: {prose(finding.remedy)}")
    if others := cause.others():
        named = ", ".join(code(name) for name in others[:8])
        rest = f" and {len(others) - 8} more" if len(others) > 8 else ""
        lines.append(f"- also: {named}{rest}")
    lines += [f"- not known: {prose(doubt)}" for doubt in doubts(finding)[:3]]
    if finding.accepted is not None:
        accepted = finding.accepted
        lines.append(f"- accepted until {accepted.until.isoformat()}: {prose(accepted.reason)}")
    lines.append(f"- `{finding.id}` {finding.rule}")
    body = "\n".join(lines)
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _gaps(assessment: Assessment) -> str:
    waits: Counter[str] = Counter()
    for gap in assessment.gaps:
        if gap.blocks or gap.hides:
            place = f" ({escape(clean(str(gap.source)))})" if str(gap.source) else ""
            waits[f"{prose(gap.what)}: {prose(gap.reason)}{place}"] += len(gap.blocks)
    lines = [f"- {text}" + f" ({held} assets)" * bool(held) for text, held in waits.most_common(10)]
    if len(waits) > 10:
        lines.append(f"- … and {len(waits) - 10} more")
    lines += [f"- rule {fault.rule} broke: {prose(fault.error)}" for fault in assessment.faults[:5]]
    return "\n".join(["#### Not seen", "", *lines]) if lines else ""


def prose(text: str) -> str:
    """Return one of our sentences: names in backticks stay code, all else is plain text."""
    return "".join(escape(part) if at % 2 == 0 else code(part) for at, part in _parts(text))


def folded(text: str) -> str:
    """Return one of our sentences as HTML: code hosts read no Markdown in a `<summary>`."""
    return "".join(
        _unnamed(_plain(part)) if at % 2 == 0 else f"<code>{_plain(part)}</code>"
        for at, part in _parts(text)
    )


def _parts(text: str) -> Iterable[tuple[int, str]]:
    """Return the parts of a sentence: those with odd numbers stood in backticks."""
    return enumerate(_CODE.split(_flat(text)))


def _plain(text: str) -> str:
    return re.sub("[<>&]", lambda match: _HTML[match[0]], text)


def code(text: str) -> str:
    """Return a name as code, whatever characters it holds."""
    text = _flat(text).strip()
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def escape(text: str) -> str:
    """Return a text in which nothing is Markdown, HTML, a mention or a link."""
    return _unnamed(_ACTIVE.sub(_escaped, _flat(text)))


def _escaped(match: re.Match[str]) -> str:
    sign = match[1]
    if sign in "()=+-:!^{}@#":  # harmless inside a line, and many in our sentences
        return sign
    return _HTML.get(sign, f"\\{sign}")


def _unnamed(text: str) -> str:
    """Break what code hosts take for a mention or a number of an issue, after all escaping."""
    return _MENTION.sub(r"\1<!-- -->", text)


def _flat(text: str) -> str:
    return visible(clean(text).replace("\n", " "))
