"""The findings of the page: one article for each cause, its path step by step."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from ringfence.model.assessment import Finding, Outcome, Step
from ringfence.model.claims import Evidence
from ringfence.report.causes import Cause, chain, doubts, why
from ringfence.report.disclosure import cut, evidence_value
from ringfence.report.document import reason
from ringfence.report.page.elements import Child, element, name, place, plain, prose
from ringfence.report.view import View

FULL: Final = 400
"""Causes that are told in full; the others get their headline only."""

OTHERS: Final = 200


def article(cause: Cause, view: View, *, full: bool) -> Element:
    """Return what is told of one cause: headline, chain, reason, remedy, steps, other assets."""
    finding = cause.first
    made = element(
        "article",
        _heading(cause, view),
        element(
            "ol",
            (_link(link_name, link_place) for link_name, link_place in _chain(finding)),
            class_="chain",
        ),
        id=finding.id,
        of={
            "data-kind": finding.kind.value,
            "data-severity": finding.severity.value,
            "data-outcome": finding.outcome.value,
        },
    )
    if full:
        made.extend(each for each in _told(cause) if isinstance(each, Element))
    made.append(_foot(finding))
    return made


def _heading(cause: Cause, view: View) -> Element:
    finding = cause.first
    marks: list[Child] = [
        element("span", finding.severity.value, class_=f"tag {finding.severity.value}"),
        f" {finding.kind.value}: ",
        *prose(finding.title),
    ]
    if finding.outcome is Outcome.UNKNOWN:
        marks += [" ", element("span", "not known", class_="tag unknown")]
    if view.baseline is not None and not all(view.known(each.id) for each in cause.findings):
        marks += [" ", element("span", "new", class_="tag low")]
    return element("h3", marks)


def _chain(finding: Finding) -> list[tuple[str, Element | None]]:
    return [(link.name, place(link.place)) for link in chain(finding)]


def _link(shown: str, where: Element | None) -> Element:
    return element(
        "li", element("span", name(shown), " " if where is not None else None, where, class_="box")
    )


def _told(cause: Cause) -> list[Child]:
    finding = cause.first
    made: list[Child] = []
    if finding.accepted is not None:
        until = f"until {finding.accepted.until.isoformat()}: "
        made.append(_line("Accepted", [until, *prose(finding.accepted.reason)]))
    if because := why(finding):
        made.append(_line("Why", prose(because)))
    made += [_line("Not known", prose(doubt)) for doubt in doubts(finding)]
    if finding.remedy:
        made.append(_line("What closes it", prose(finding.remedy)))
    if finding.address:
        made.append(_line("What to change", [name(finding.address)]))
    if others := cause.others():
        shown: list[Child] = []
        for number, other in enumerate(others[:OTHERS]):
            shown += [", " if number else "", name(other)]
        rest = f" and {len(others) - OTHERS} more" if len(others) > OTHERS else ""
        made.append(_line("Opens also", [*shown, rest]))
    made.append(
        element(
            "details", element("summary", f"The path in {_many(len(finding.path))}"), steps(finding)
        )
    )
    return made


def _line(label: str, text: list[Child]) -> Element:
    return element("p", element("strong", f"{label}: "), text)


def _many(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def steps(finding: Finding) -> Element:
    """Return the proof, premises first, each step with its reason and the facts it rests on."""
    return element("ol", (_step(step) for step in finding.path), class_="steps")


def _step(step: Step) -> Element:
    facts = element("ul", (_fact(each) for each in step.evidence), class_="facts")
    return element(
        "li",
        element("p", element("strong", prose(step.claim))),
        element("p", "because ", prose(reason(step))),
        element("p", "of ", name(step.address)) if step.address else None,
        facts if len(facts) else None,
    )


def _fact(evidence: Evidence) -> Element:
    value = evidence_value(evidence)
    pointer = plain(evidence.pointer) or "the resource"
    where = place(evidence.source)
    return element("li", element("code", f"{pointer}{_value(value)}"), " ", where)


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict) and set(value) == {"unknown"}:
        return f" is not known: {plain(str(value['unknown']))}"
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f" = {plain(cut(text, 160))}"


def _foot(finding: Finding) -> Element:
    return element(
        "p",
        element("a", finding.id, href=f"#{finding.id}"),
        " by rule ",
        element("a", finding.rule, href=f"#{finding.rule}"),
        class_="soft",
    )
