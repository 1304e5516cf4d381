"""The assessment as a document: the JSON contract (`ringfence-assessment/1`) as typed values.

The shape is fixed by `schemas/assessment-1.json`, which is shipped. What no command has computed
yet (fixes, hours, the seal plan) is empty or null.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, Final, TypedDict

from ringfence.model.assessment import Assessment, Finding, Judged, Seen, Step
from ringfence.model.asset import Asset
from ringfence.model.boundary import Boundary
from ringfence.model.facts import Source
from ringfence.report.disclosure import clean, evidence_value
from ringfence.version import __version__

SCHEMA: Final = "ringfence-assessment/1"

Place = dict[str, str | int]
"""`{file, line}` or `{request}`."""


class EvidenceEntry(TypedDict):
    """A fact that a step rests on."""

    source: Place | None
    pointer: str
    value: Any


class StepEntry(TypedDict):
    """One step of a path."""

    address: str
    claim: str
    because: str
    rule: str
    evidence: list[EvidenceEntry]


class AcceptedEntry(TypedDict):
    """Why a finding is accepted, and until which day (inclusive)."""

    reason: str
    until: str


class FindingEntry(TypedDict):
    """A finding; `asset` is an asset id, null for the estate."""

    id: str
    rule: str
    kind: str
    severity: str
    confidence: str
    outcome: str
    asset: str | None
    address: str
    root: str
    title: str
    outsider: str
    path: list[StepEntry]
    fixes: list[str]
    frameworks: list[str]
    hours: float | None
    owner: str | None
    accepted: AcceptedEntry | None


class AssetEntry(TypedDict):
    """An asset with its verdict; `wall` is the one it hangs on where `depth` is 1."""

    id: str
    address: str
    root: str
    kind: str
    name: str
    confidence: str
    because: str
    verdict: str
    depth: int | None
    wall: str | None
    source: Place | None


class GapEntry(TypedDict):
    """What could not be seen, and the ids of the assets that wait for it."""

    what: str
    reason: str
    source: Place | None
    blocks: list[str]


class Document(TypedDict):
    """A whole assessment."""

    schema: str
    tool: dict[str, str]
    started: str
    finished: str
    complete: bool
    boundary: dict[str, Any]
    estate: dict[str, Any]
    assets: list[AssetEntry]
    findings: list[FindingEntry]
    gaps: list[GapEntry]
    faults: list[dict[str, str]]
    seal: None


def document(assessment: Assessment) -> Document:
    """Return the assessment as plain values, assets by root and address, findings worst first."""
    ordered = sorted(
        assessment.assets,
        key=lambda judged: (judged.asset.resource.root, judged.asset.resource.address),
    )
    return {
        "schema": SCHEMA,
        "tool": {"name": "ringfence", "version": __version__},
        "started": utc(assessment.started),
        "finished": utc(assessment.finished),
        "complete": assessment.complete,
        "boundary": _boundary(assessment.boundary),
        "estate": {
            "resources": assessment.resources,
            "sources": [
                {
                    "reader": report.reader,
                    "path": clean(report.path),
                    "resources": report.resources,
                    "gaps": report.gaps,
                }
                for report in assessment.reports
            ],
        },
        "assets": [_asset(judged) for judged in ordered],
        "findings": [_finding(finding) for finding in assessment.findings],
        "gaps": [_gap(gap) for gap in assessment.gaps],
        "faults": [
            {
                "rule": fault.rule,
                "address": clean(fault.address),
                "error": clean(fault.error),
            }
            for fault in assessment.faults
        ],
        "seal": None,
    }


def asset_id(asset: Asset) -> str:
    """Return an id that is the same in every run: it depends on root and address only."""
    name = f"{asset.resource.root}|{asset.resource.address}"
    return "A-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def place(source: Source) -> Place | None:
    """Return a source as `{file, line}` or `{request}`, None where there is neither.

    A line of 0 means that the format has no lines or that the place in the file is not known.
    """
    if source.file:
        return {"file": clean(source.file), "line": source.line}
    if source.request:
        return {"request": clean(source.request)}
    return None


def wall_of(judged: Judged) -> str | None:
    """Return the wall that a sealed or unknown asset hangs on alone, None if there are more."""
    if judged.depth != 1 or not judged.walls:
        return None
    return clean(judged.walls[0].what)


def utc(moment: datetime) -> str:
    """Return a time in UTC, to the millisecond, as reports write it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _boundary(boundary: Boundary) -> dict[str, Any]:
    stated = boundary.stated or sorted(boundary.regions)
    return {
        "source": place(boundary.source),
        "inferred": boundary.inferred,
        "regions": [clean(entry) for entry in stated],
        "tenants": sorted(boundary.tenants),
        "accounts": sorted(boundary.accounts),
        "organizations": sorted(boundary.organizations),
        "networks": [str(network) for network in boundary.networks],
        "repositories": list(boundary.repositories),
        "custodians": [
            {
                "principal": custodian.principal,
                "reads": sorted(kind.value for kind in custodian.reads),
            }
            for custodian in boundary.custodians
        ],
    }


def _asset(judged: Judged) -> AssetEntry:
    asset = judged.asset
    return {
        "id": asset_id(asset),
        "address": clean(asset.resource.address),
        "root": clean(asset.resource.root),
        "kind": asset.kind.value,
        "name": clean(asset.name),
        "confidence": asset.confidence.value,
        "because": clean(asset.because),
        "verdict": judged.verdict.value,
        "depth": judged.depth,
        "wall": wall_of(judged),
        "source": place(asset.resource.locate()),
    }


def _finding(finding: Finding) -> FindingEntry:
    accepted = finding.accepted
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "outcome": finding.outcome.value,
        "asset": None if finding.asset is None else asset_id(finding.asset),
        "address": clean(finding.address),
        "root": clean(finding.root),
        "title": clean(finding.title),
        "outsider": clean(finding.outsider),
        "path": [_step(step) for step in finding.path],
        "fixes": [],
        "frameworks": list(finding.frameworks),
        "hours": None,
        "owner": None,
        "accepted": None
        if accepted is None
        else {"reason": clean(accepted.reason), "until": accepted.until.isoformat()},
    }


def _step(step: Step) -> StepEntry:
    return {
        "address": clean(step.address),
        "claim": clean(step.claim),
        "because": reason(step),
        "rule": step.rule,
        "evidence": [
            {
                "source": place(evidence.source),
                "pointer": clean(evidence.pointer),
                "value": evidence_value(evidence),
            }
            for evidence in step.evidence
        ],
    }


def reason(step: Step) -> str:
    """Return why a step holds, with what is not known where it only may hold."""
    because = clean(step.because)
    doubts = [doubt for doubt in map(clean, step.doubts) if doubt not in because]
    return "; ".join([because, *(f"not known: {doubt}" for doubt in dict.fromkeys(doubts))])


def _gap(gap: Seen) -> GapEntry:
    return {
        "what": clean(gap.what),
        "reason": clean(gap.reason),
        "source": place(gap.source),
        "blocks": sorted(asset_id(asset) for asset in gap.blocks),
    }
