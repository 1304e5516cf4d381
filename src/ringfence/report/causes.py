"""One cause over many assets is one entry: how the findings of a report are brought together."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.assessment import Finding, Kind, Outcome, Step
from ringfence.model.boundary import Severity
from ringfence.model.facts import NOWHERE, Source
from ringfence.report.document import reason

_STEPS: Final = re.compile(r"( \((?:its `[^`]*`|in [^()]*)\)){2,}$")
_OUTWARD: Final = frozenset({Kind.PLACED, Kind.EGRESS})
"""Kinds in which the asset goes to the outsider, rather than the outsider to the asset."""


@dataclass(slots=True)
class Cause:
    """Findings that one change closes; the first of them stands for all."""

    findings: list[Finding] = field(default_factory=list)

    @property
    def first(self) -> Finding:
        """The finding that is shown."""
        return self.findings[0]

    def others(self) -> list[str]:
        """Return the names of the other assets, without that of the shown one."""
        shown = self.first.asset
        names = [
            finding.asset.name
            for finding in self.findings[1:]
            if finding.asset is not None and finding.asset is not shown
        ]
        return list(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Sorted:
    """The findings of an assessment by what a reader does with them."""

    leaks: list[Cause]
    below: list[Cause]
    unknown: list[Cause]
    beside: list[Cause]
    accepted: list[Cause]


def sort(findings: Iterable[Finding], threshold: Severity) -> Sorted:
    """Sort findings into leaks, leaks below the threshold, unknown ones, others and accepted ones.

    The order within each is that of the findings, worst first.
    """
    leaks: list[Finding] = []
    below: list[Finding] = []
    unknown: list[Finding] = []
    beside: list[Finding] = []
    accepted: list[Finding] = []
    for finding in findings:
        if finding.accepted is not None:
            accepted.append(finding)
        elif not finding.kind.is_leak:
            beside.append(finding)
        elif finding.outcome is Outcome.UNKNOWN:
            unknown.append(finding)
        elif finding.severity.rank < threshold.rank:
            below.append(finding)
        else:
            leaks.append(finding)
    return Sorted(
        leaks=_group(leaks, _by_change),
        below=_group(below, _by_rule),
        unknown=_group(unknown, _by_doubt),
        beside=_group(beside, _by_rule),
        accepted=_group(accepted, _by_change),
    )


def groups(sorted_: Sorted) -> list[tuple[str, list[Cause]]]:
    """Return the groups with their titles, in the order of a report; the leaks need none."""
    return [
        ("", sorted_.leaks),
        ("Not known: leaks, if what is not known turns out badly", sorted_.unknown),
        ("Below the threshold", sorted_.below),
        ("Beside the verdicts", sorted_.beside),
        ("Accepted", sorted_.accepted),
    ]


def _group(findings: Iterable[Finding], key: Callable[[Finding], Hashable]) -> list[Cause]:
    causes: dict[Hashable, Cause] = {}
    for finding in findings:
        causes.setdefault(key(finding), Cause()).findings.append(finding)
    return list(causes.values())


def _by_change(finding: Finding) -> Hashable:
    return finding.kind, finding.severity, finding.root, finding.address, finding.outsider


def _by_doubt(finding: Finding) -> Hashable:
    return finding.rule, finding.severity, finding.root, doubts(finding)


def _by_rule(finding: Finding) -> Hashable:
    return finding.rule, finding.severity, finding.outcome


def doubts(finding: Finding) -> tuple[str, ...]:
    """Return what would have to be known to decide a finding, each reason once."""
    reasons = [doubt for step in finding.path for doubt in step.doubts]
    if finding.asset is not None and finding.asset.doubt is not None:
        reasons.append(finding.asset.doubt.reason)
    return tuple(dict.fromkeys(map(brief, reasons)))


def brief(reason: str) -> str:
    """Return the reason of an unknown without the steps that were made from it, if they are many.

    JSON keeps them: `data source X is not read (its output) (its .value) (in tolist at a.tf:1)`.
    """
    return _STEPS.sub("", reason)


def why(finding: Finding) -> str:
    """Return the reason given at the resource to change, best one that points at a property."""
    there = [step for step in finding.path if step.address == finding.address]
    pointing = [step for step in there if step.evidence]
    told = pointing or there or finding.path
    return reason(told[-1]) if told else ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: a name, and the place it was written at."""

    name: str
    place: Source = NOWHERE


def chain(finding: Finding) -> list[Link]:
    """Return the path as a chain of links, each address once, ending where the content goes.

    It runs from the outsider to the asset; where the asset is what moves (placed, egress), from
    the asset's side to the outsider.
    """
    links: dict[str, Link] = {}
    last = finding.path[-1].address if finding.path else ""
    for step in finding.path:
        if step.address and step.address != last:
            known = links.get(step.address)
            if known is None or not known.place.file:
                where = place_of(step)
                links[step.address] = Link(
                    step.address, NOWHERE if str(where) == step.address else where
                )
    ordered = list(links.values())
    if finding.asset is not None:
        resource = finding.asset.resource
        end = Link(resource.address, resource.locate())
    else:
        end = Link(last or finding.address or "the estate", _end(finding))
    outsider = Link(finding.outsider) if finding.outsider else None
    if finding.kind in _OUTWARD:
        ordered = [end, *(link for link in ordered if link.name != end.name)]
        return [*ordered, outsider] if outsider else ordered
    ordered = [*(link for link in ordered if link.name != end.name), end]
    return [outsider, *ordered] if outsider else ordered


def place_of(step: Step) -> Source:
    """Return where the step's own resource states the first fact of the step, if it states one."""
    own = (
        each.source
        for each in step.evidence
        if step.address in (each.resource.address, each.resource.declarer(each.pointer))
    )
    return next((source for source in own if source.file), NOWHERE)


def _end(finding: Finding) -> Source:
    return finding.resource.locate() if finding.resource is not None else NOWHERE
