"""One finding in words: what happens step by step, on which facts, and what closes it.

It is told from the document, so that a fresh scan and a saved assessment read the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from ringfence.catalog.rules import leaks, page_of
from ringfence.report.disclosure import cut
from ringfence.report.document import AssetEntry, Document, FindingEntry, Place, StepEntry
from ringfence.report.screen import Screen, Span
from ringfence.report.view import View

MAX_GAPS: Final = 12
_BULLETS: Final = ("* ", "- ")


class NoSuchFinding(Exception):
    """No finding, or several, have an id that begins like this; `known` are those it may mean."""

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.known = tuple(known)


def explain(document: Document, wanted: str, view: View) -> bytes:
    """Return the explanation of the finding whose id is, or alone begins with, `wanted`.

    Raises NoSuchFinding.
    """
    finding = _pick(document, wanted)
    asset = next((each for each in document["assets"] if each["id"] == finding["asset"]), None)
    screen = Screen(view, whole=True)
    _head(screen, finding, asset)
    _steps(screen, finding)
    _closes(screen, finding)
    _unknowns(screen, finding, document)
    _rule(screen, finding["rule"])
    return screen.render()


def rule_page(rule: str, view: View) -> bytes | None:
    """Return the page of a rule of the catalogue, None for an id that no rule has."""
    if rule not in leaks():
        return None
    screen = Screen(view, whole=True)
    known = leaks()[rule]
    screen.flow([(known.severity.value, known.severity.value), (known.kind.value, "bold")])
    _rule(screen, rule)
    return screen.render()


def _pick(document: Document, wanted: str) -> FindingEntry:
    findings = {finding["id"].lower(): finding for finding in document["findings"]}
    key = wanted.lower()
    if key in findings:
        return findings[key]
    near = [finding for id_, finding in findings.items() if id_.startswith(key)]
    if len(near) == 1:
        return near[0]
    raise NoSuchFinding(wanted, [finding["id"] for finding in near])


def _head(screen: Screen, finding: FindingEntry, asset: AssetEntry | None) -> None:
    proven = "proven" if finding["outcome"] == "fail" else "not known"
    screen.flow(
        [
            (finding["severity"], finding["severity"]),
            (f"{finding['kind']}, {proven}:", "bold"),
            (finding["title"], ""),
        ]
    )
    screen.blank()
    screen.labelled("id", [(finding["id"], ""), (f"by rule {finding['rule']}", "dim")], width=9)
    if asset is None:
        screen.labelled("asset", [("none: it concerns the whole estate", "")], width=9)
    else:
        what = [(f"{asset['name']}: {asset['kind']}, because {asset['because']}", "")]
        screen.labelled("asset", what, width=9)
        screen.labelled("", [(asset["address"], ""), *_at(asset["source"])], width=9)
        screen.labelled("verdict", [(asset["verdict"], asset["verdict"])], width=9)
    if finding["outsider"]:
        screen.labelled("outsider", [(finding["outsider"], "")], width=9)
    if finding["address"]:
        screen.labelled("change", [(finding["address"], "")], width=9)
    if finding["accepted"] is not None:
        until = f"until {finding['accepted']['until']}: {finding['accepted']['reason']}"
        screen.labelled("accepted", [(until, "")], width=9)


def _steps(screen: Screen, finding: FindingEntry) -> None:
    if not finding["path"]:
        return
    screen.heading("STEP BY STEP")
    width = len(str(len(finding["path"]))) + 1
    for number, step in enumerate(finding["path"], 1):
        label = f"{number}.".ljust(width)
        screen.labelled(label, [(step["claim"], "bold")], width=width)
        _step(screen, step, indent=3 + width)


def _step(screen: Screen, step: StepEntry, indent: int) -> None:
    screen.flow([("because", "dim"), (step["because"], "")], first=indent)
    if step["address"]:
        screen.flow([("of", "dim"), (step["address"], "")], first=indent)
    for evidence in step["evidence"]:
        shown = _value(evidence["value"])
        pointer = evidence["pointer"] or "the resource"
        text = f"{pointer} = {shown}" if shown else pointer
        screen.flow([(text, "low"), *_at(evidence["source"])], first=indent)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict) and set(value) == {"unknown"}:
        return f"(not known: {value['unknown']})"
    return cut(value if isinstance(value, str) else msgspec.json.encode(value).decode(), 160)


def _at(source: Place | None) -> list[Span]:
    if source is None:
        return []
    if "request" in source:
        return [(f"({source['request']})", "dim")]
    line = f":{source['line']}" if source.get("line") else ""
    return [(f"({source['file']}{line})", "dim")]


def _closes(screen: Screen, finding: FindingEntry) -> None:
    rule = leaks().get(finding["rule"])
    if rule is not None and rule.remedy:
        screen.heading("WHAT CLOSES IT")
        screen.flow([(rule.remedy, "")], first=2, rest=2)
        if finding["address"]:
            screen.flow([("at", "dim"), (finding["address"], "")], first=2)


def _unknowns(screen: Screen, finding: FindingEntry, document: Document) -> None:
    """Add the gaps that the verdict of the asset waits for."""
    if finding["outcome"] != "unknown":
        return
    waits = [gap for gap in document["gaps"] if finding["asset"] in gap["blocks"]]
    if not waits:
        return
    screen.heading("WHAT WOULD HAVE TO BE KNOWN")
    for gap in waits[:MAX_GAPS]:
        screen.flow([(f"{gap['what']}: {gap['reason']}", ""), *_at(gap["source"])], first=2, rest=4)
    if len(waits) > MAX_GAPS:
        screen.flow([(f"… and {len(waits) - MAX_GAPS} more", "dim")], first=2)


def _rule(screen: Screen, rule: str) -> None:
    page = page_of(rule)
    if not page:
        return
    screen.heading("THE RULE", rule)
    for indent, text in _paragraphs(page):
        if text:
            screen.flow(
                [(text, "")], first=2 + indent, rest=2 + indent + 2 * (text[:2] in _BULLETS)
            )
        else:
            screen.blank()


def _paragraphs(page: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a page as `(indent, text)`, an empty text for an empty line.

    Lines of one paragraph are joined; list items and lines that are indented by four or more
    (code) stand on their own.
    """
    held: list[str] = []
    indent = 0
    for line in [*page.splitlines(), ""]:
        text = line.strip()
        depth = len(line) - len(line.lstrip())
        alone = not text or text[:2] in _BULLETS or depth >= 4
        if held and alone:
            yield indent, " ".join(held)
            held = []
        if depth >= 4:
            yield depth, text
        elif text:
            indent = depth if not held else indent
            held.append(text)
        else:
            yield 0, ""
