"""OCSF 1.5.0: leaks as Detection Findings (2004), all else as Compliance Findings (2003).

One JSON array of events. A leak path is the `resource_relationship` graph of the asset: its nodes
are the steps of the proof, in order. Schema: schema.ocsf.io/1.5.0.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from ringfence.catalog.rules import leaks, page_of
from ringfence.model.assessment import Assessment, Finding, Judged, Outcome
from ringfence.model.asset import Asset, Confidence
from ringfence.model.boundary import Severity
from ringfence.report.causes import doubts, why
from ringfence.report.disclosure import clean, presentable
from ringfence.report.document import asset_id, place, reason
from ringfence.report.view import View
from ringfence.version import __version__

VERSION: Final = "1.5.0"
_CATEGORY: Final = 2
_DETECTION: Final = 2004
_COMPLIANCE: Final = 2003
_SEVERITIES: Final = {
    Severity.LOW: (2, "Low"),
    Severity.MEDIUM: (3, "Medium"),
    Severity.HIGH: (4, "High"),
    Severity.CRITICAL: (5, "Critical"),
}
_CONFIDENCES: Final = {
    Confidence.LOW: (1, "Low"),
    Confidence.MEDIUM: (2, "Medium"),
    Confidence.HIGH: (3, "High"),
}
_NEW: Final = (1, "New")
_SUPPRESSED: Final = (3, "Suppressed")
_CREATE: Final = (1, "Create")
_UPDATE: Final = (2, "Update")
_RULE: Final = 1
"""`analytic.type_id`: a rule."""


def render(assessment: Assessment, view: View) -> bytes:
    """Return the events of an assessment as one JSON array."""
    judged = {each.asset.key: each for each in assessment.assets}
    events = [
        _event(finding, judged.get(finding.asset.key) if finding.asset else None, assessment, view)
        for finding in assessment.findings
    ]
    return msgspec.json.format(msgspec.json.encode(events), indent=2) + b"\n"


def _event(
    finding: Finding, judged: Judged | None, assessment: Assessment, view: View
) -> dict[str, Any]:
    class_, name = (
        (_DETECTION, "Detection Finding")
        if finding.kind.is_leak
        else (_COMPLIANCE, "Compliance Finding")
    )
    activity, activity_name = _UPDATE if view.known(finding.id) else _CREATE
    severity, severity_name = _SEVERITIES[finding.severity]
    status, status_name = _SUPPRESSED if finding.accepted else _NEW
    event: dict[str, Any] = {
        "activity_id": activity,
        "activity_name": activity_name,
        "category_uid": _CATEGORY,
        "category_name": "Findings",
        "class_uid": class_,
        "class_name": name,
        "type_uid": class_ * 100 + activity,
        "type_name": f"{name}: {activity_name}",
        "severity_id": severity,
        "severity": severity_name,
        "status_id": status,
        "status": status_name,
        "time": _milliseconds(assessment.finished),
        "start_time": _milliseconds(assessment.started),
        "end_time": _milliseconds(assessment.finished),
        "message": clean(finding.title),
        "metadata": {
            "version": VERSION,
            "uid": finding.id,
            "product": {"name": "ringfence", "vendor_name": "ringfence", "version": __version__},
        },
        "finding_info": _info(finding),
        "resources": _resources(finding, judged),
    }
    if finding.accepted is not None:
        until = finding.accepted.until.isoformat()
        event["status_detail"] = f"accepted until {until}: {clean(finding.accepted.reason)}"
    if finding.remedy:
        event["remediation"] = {"desc": clean(finding.remedy)}
    event |= _leak(finding) if finding.kind.is_leak else _compliance(finding)
    event["unmapped"] = {
        "outcome": finding.outcome.value,
        "outsider": clean(finding.outsider),
        "change": clean(finding.address),
        "not_known": [clean(doubt) for doubt in doubts(finding)],
    }
    return event


def _info(finding: Finding) -> dict[str, Any]:
    rule = leaks().get(finding.rule)
    page = page_of(finding.rule).split("\n", 1)[0] if rule is not None else ""
    return {
        "uid": finding.id,
        "title": clean(finding.title),
        "desc": clean(why(finding)) or clean(finding.title),
        "types": [finding.kind.value],
        "analytic": {
            "uid": finding.rule,
            "name": page or finding.rule,
            "type_id": _RULE,
            "type": "Rule",
        },
    }


def _leak(finding: Finding) -> dict[str, Any]:
    confidence, name = _CONFIDENCES[finding.confidence]
    severity, severity_name = _SEVERITIES[finding.severity]
    return {
        "is_alert": finding.outcome is Outcome.FAIL and finding.accepted is None,
        "confidence_id": confidence,
        "confidence": name,
        "risk_level_id": severity - 1,  # the same words, from 1 (Low) to 4 (Critical)
        "risk_level": severity_name,
        "evidences": [
            {
                "name": clean(step.address) or step.rule,
                "data": {
                    "rule": step.rule,
                    "claim": clean(step.claim),
                    "because": reason(step),
                    "sources": [
                        where
                        for where in (place(each.source) for each in step.evidence)
                        if where is not None
                    ],
                },
            }
            for step in finding.path
        ],
    }


def _compliance(finding: Finding) -> dict[str, Any]:
    status, name = (3, "Fail") if finding.outcome is Outcome.FAIL else (0, "Unknown")
    compliance = {
        "control": finding.rule,
        "status_id": status,
        "status": name,
        "status_details": [clean(doubt) for doubt in doubts(finding)],
        "standards": sorted({each.split(" ", 1)[0] for each in finding.frameworks}),
        "requirements": list(finding.frameworks),
    }
    return {"compliance": {name: value for name, value in compliance.items() if value != []}}


def _resources(finding: Finding, judged: Judged | None) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    if finding.asset is not None:
        made.append(_asset(finding.asset, finding, judged))
    changed = finding.resource
    if changed is not None and (finding.asset is None or changed is not finding.asset.resource):
        made.append(
            {
                "uid": clean(changed.id),
                "name": clean(changed.address),
                "type": changed.type,
                "labels": ["to change"],
            }
        )
    if not made:
        made.append({"name": "the estate", "type": "estate"})
    return made


def _asset(asset: Asset, finding: Finding, judged: Judged | None) -> dict[str, Any]:
    resource = asset.resource
    made: dict[str, Any] = {
        "uid": clean(resource.id),
        "uid_alt": asset_id(asset),
        "name": clean(resource.address),
        "type": resource.type,
        "labels": ["asset", asset.kind.value],
        "data": {
            "name": clean(asset.name),
            "verdict": judged.verdict.value if judged else None,
            "depth": judged.depth if judged else None,
            "location": presentable(resource.look("location")),
        },
    }
    if finding.kind.is_leak and finding.path:
        made["resource_relationship"] = _graph(finding)
    return made


def _graph(finding: Finding) -> dict[str, Any]:
    nodes = [
        {
            "uid": str(number),
            "name": clean(step.address) or clean(finding.outsider) or "the estate",
            "desc": f"{clean(step.claim)}: {reason(step)}",
        }
        for number, step in enumerate(finding.path, 1)
    ]
    edges = [
        {
            "uid": f"{number}-{number + 1}",
            "source": str(number),
            "target": str(number + 1),
            "relation": "leads to",
            "is_directed": True,
        }
        for number in range(1, len(nodes))
    ]
    graph: dict[str, Any] = {"uid": finding.id, "name": "leak path", "is_directed": True}
    graph["nodes"] = nodes
    return graph | ({"edges": edges} if edges else {})


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
