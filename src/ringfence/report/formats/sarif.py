"""SARIF 2.1.0 (OASIS, errata 01): findings for code hosts and editors, paths as code flows.

A finding with outcome `unknown` has the kind `open`: the tool "concluded that there was
insufficient information to decide" (section 3.27.9), whose level must then be `none` (3.27.10).
Braces in messages are doubled, as placeholders would need them single (3.11.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

import msgspec

from ringfence.catalog.rules import Leak, leaks, page_of
from ringfence.model.assessment import Assessment, Finding, Outcome, Seen, Step, Verdict
from ringfence.model.boundary import Severity
from ringfence.model.facts import Source
from ringfence.report.causes import place_of
from ringfence.report.disclosure import clean
from ringfence.report.document import reason, utc
from ringfence.report.view import View
from ringfence.version import __version__

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE: Final = "SRCROOT"
_LEVELS: Final = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
_SCORES: Final = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
}
"""The ranges in which code hosts sort `security-severity` (over 9, over 7, over 4, above 0)."""


def render(assessment: Assessment, view: View) -> bytes:
    """Return the assessment as a SARIF log with one run."""
    rules = [*leaks().values()]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    verdicts = {judged.asset.key: judged.verdict for judged in assessment.assets}
    run = {
        "tool": {
            "driver": {
                "name": "ringfence",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(assessment)],
        "originalUriBaseIds": {BASE: {"description": {"text": "the scanned path"}}},
        "results": [_result(finding, numbers, verdicts, view) for finding in assessment.findings],
        "properties": {"complete": assessment.complete},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _message(text: str) -> dict[str, str]:
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _rule(rule: Leak) -> dict[str, Any]:
    page = page_of(rule.id) or rule.remedy
    return {
        "id": rule.id,
        "shortDescription": {"text": page.split("\n", 1)[0]},
        "fullDescription": {"text": f"{page.split(chr(10), 1)[0]} {rule.remedy}".strip()},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "kind": rule.kind.value,
            "severity": rule.severity.value,
            "security-severity": _SCORES[rule.severity],
            "tags": ["security", rule.kind.value],
        },
    }


def _result(
    finding: Finding, numbers: dict[str, int], verdicts: dict[str, Verdict], view: View
) -> dict[str, Any]:
    fails = finding.outcome is Outcome.FAIL
    text = clean(finding.title)
    if finding.remedy:
        text = f"{text}. {clean(finding.remedy)}"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "fail" if fails else "open",
        "level": _LEVELS[finding.severity] if fails else "none",
        "message": _message(text),
        "locations": [place] if (place := _location(_where(finding), finding.address)) else [],
        "partialFingerprints": {"ringfence/v1": finding.id},
        "properties": _properties(finding, verdicts),
    }
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    if finding.path:
        steps = [{"location": _step(step), "kinds": [step.rule]} for step in finding.path]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if finding.accepted is not None:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": clean(finding.accepted.reason),
                "properties": {"until": finding.accepted.until.isoformat()},
            }
        ]
    if view.baseline is not None:
        result["baselineState"] = "unchanged" if view.known(finding.id) else "new"
    return result


def _properties(finding: Finding, verdicts: dict[str, Verdict]) -> dict[str, Any]:
    asset = finding.asset
    verdict = verdicts.get(asset.key) if asset else None
    return {
        "asset": clean(asset.resource.address) if asset else None,
        "verdict": verdict.value if verdict else None,
        "outcome": finding.outcome.value,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "outsider": clean(finding.outsider),
        "root": clean(finding.root),
    }


def _where(finding: Finding) -> Source:
    """Return the place of the resource to change, else of the first fact of the proof."""
    if finding.resource is not None:
        return finding.resource.locate()
    if finding.asset is not None:
        return finding.asset.resource.locate()
    places = (evidence.source for step in finding.path for evidence in step.evidence)
    return next((source for source in places if source.file), Source())


def _step(step: Step) -> dict[str, Any]:
    others = (each.source for each in step.evidence if each.source.file)
    source = place_of(step)
    location = _location(source if source.file else next(others, source), step.address)
    location["message"] = _message(f"{clean(step.claim)}: {reason(step)}")
    return location


def _location(source: Source, address: str) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if source.file:
        physical: dict[str, Any] = {
            "artifactLocation": {"uri": quote(clean(source.file)), "uriBaseId": BASE}
        }
        if source.line:
            physical["region"] = {"startLine": source.line}
        location["physicalLocation"] = physical
    if address:
        location["logicalLocations"] = [{"fullyQualifiedName": clean(address), "kind": "resource"}]
    return location


def _invocation(assessment: Assessment) -> dict[str, Any]:
    faults = [
        {
            "level": "error",
            "message": _message(
                f"rule {fault.rule} broke at {clean(fault.address) or 'the estate'}: "
                f"{clean(fault.error)}"
            ),
        }
        for fault in assessment.faults
    ]
    return {
        "executionSuccessful": not assessment.faults,
        "startTimeUtc": utc(assessment.started),
        "endTimeUtc": utc(assessment.finished),
        "toolExecutionNotifications": faults + list(_gaps(assessment.gaps)),
    }


def _gaps(gaps: Iterable[Seen]) -> Iterable[dict[str, Any]]:
    for gap in gaps:
        note: dict[str, Any] = {
            "level": "warning" if gap.blocks else "note",
            "message": _message(f"not seen: {clean(gap.what)}: {clean(gap.reason)}"),
        }
        if gap.source.file:
            note["locations"] = [_location(gap.source, "")]
        yield note
