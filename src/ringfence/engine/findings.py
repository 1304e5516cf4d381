"""From derived claims to findings: a proof becomes a path of steps that ends at the asset.

A plane states a finding as the claim `("finding", kind, severity, outsider, asset, via)`: `asset`
is an asset key or "" for the estate, `via` tells apart findings that different changes close. The
rule of the clause is the id of a catalogue rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from ringfence.catalog.rules import Leak, leaks
from ringfence.graph.proof import Derivation
from ringfence.graph.scene import Scene
from ringfence.model.assessment import Fault, Finding, Kind, Outcome, Step
from ringfence.model.asset import Asset, AssetKind, Confidence
from ringfence.model.boundary import Severity
from ringfence.model.claims import Claim, Clause, text
from ringfence.model.symbols import show

_KINDS: Final = {kind: rank for rank, kind in enumerate(AssetKind)}


def find(scene: Scene, sure: Derivation, may: Derivation) -> list[Finding]:
    """Return all findings, worst first, in an order that does not depend on how they were read."""
    found: list[Finding] = []
    for number, claim in enumerate(scene.program.claims):
        if claim[0] != "finding" or not may.holds(number):
            continue
        derivation = sure if sure.holds(number) else may
        asset = scene.by_key.get(claim[4])
        try:
            found.append(_finding(derivation, number, asset))
        except Exception as error:  # noqa: BLE001 - reported as a fault; the others stand
            address = asset.resource.address if asset else ""
            scene.faults.append(Fault("findings", address, f"{type(error).__name__}: {error}"))
            scene.broken.add(asset.key if asset else "*")
    return sorted(_one_each(_one_chain_each(_without_told(_without_weaker(found)))), key=order)


def order(finding: Finding) -> tuple[int | str, ...]:
    """Sort failures before unknowns, worst first, the surest and dearest asset first, by address.

    What is dearest is the order of `AssetKind`.
    """
    asset = finding.asset
    return (
        finding.outcome is Outcome.UNKNOWN,
        -finding.severity.rank,
        finding.kind.value,
        _KINDS[asset.kind] if asset else 0,
        -asset.confidence.rank if asset else 0,
        asset.resource.address if asset else "",
        finding.address,
        finding.root,
        finding.outsider,
        finding.id,
    )


def _finding(derivation: Derivation, number: int, asset: Asset | None) -> Finding:
    claim = derivation.program.claims[number]
    _, kind, severity, outsider, _, _ = claim
    clauses = derivation.proof(number)
    goal = clauses[-1]
    rule = leaks()[goal.rule]
    changed = _to_change(rule, clauses)
    resource = changed.resource
    doubts = [doubt for clause in clauses for doubt in clause.doubts]
    if asset is not None and asset.doubt is not None:
        doubts.append(asset.doubt)
    address = changed.address
    root = resource.root if resource else (asset.resource.root if asset else "")
    return Finding(
        id=identity(rule.id, asset, _lasting(claim, address), root, outsider),
        rule=rule.id,
        kind=Kind(kind),
        severity=Severity(severity),
        confidence=asset.confidence if asset else Confidence.HIGH,
        outcome=Outcome.UNKNOWN if doubts else Outcome.FAIL,
        asset=asset,
        address=address,
        root=root,
        title=_title(rule, asset, outsider, changed),
        outsider=show(outsider),
        path=tuple(_steps(clauses, asset)),
        resource=resource,
        remedy=rule.remedy,
        claim=claim,
        doubts=tuple(doubts),
    )


def identity(rule: str, asset: Asset | None, address: str, root: str, outsider: str) -> str:
    """Return an id that is the same in every run: it depends on names only, never on lines."""
    owner = f"{asset.resource.root}|{asset.resource.address}" if asset else ""
    text_of = "|".join((rule, owner, root, address, show(outsider)))
    return "F-" + hashlib.sha256(text_of.encode()).hexdigest()[:12]


def _lasting(claim: Claim, address: str) -> str:
    """Return what names the thing to change whatever lines move: a credential has no address."""
    return claim[5] if claim[1] == Kind.BEARER else address


def _to_change(rule: Leak, clauses: Sequence[Clause]) -> Clause:
    for wanted in rule.change:
        for clause in clauses:
            if clause.rule == wanted and clause.resource is not None:
                return clause
    return clauses[-1]


def _title(rule: Leak, asset: Asset | None, outsider: str, changed: Clause) -> str:
    name = asset.name if asset else "the estate"
    what = changed.resource.name if changed.resource is not None else ""
    return show(
        rule.title.format(
            asset=name,
            outsider=show(outsider),
            via=changed.address,
            what=what if isinstance(what, str) else "",
        )
    )


def _steps(clauses: Sequence[Clause], asset: Asset | None) -> list[Step]:
    steps = [
        Step(
            address=clause.address,
            claim=show(text(clause.says)),
            because=show(text(clause.because)),
            rule=clause.rule,
            evidence=clause.evidence,
            doubts=tuple(doubt.reason for doubt in clause.doubts),
        )
        for clause in clauses
    ]
    if asset is not None and steps:
        last = steps[-1]
        steps[-1] = Step(
            asset.resource.address, last.claim, last.because, last.rule, last.evidence, last.doubts
        )
    return steps


def _without_weaker(found: list[Finding]) -> list[Finding]:
    """Drop `reachable` where the same asset is surely `exposed`: the stronger says it all."""
    exposed = {
        finding.asset.key
        for finding in found
        if finding.kind is Kind.EXPOSED and finding.outcome is Outcome.FAIL and finding.asset
    }
    return [
        finding
        for finding in found
        if finding.kind is not Kind.REACHABLE
        or finding.asset is None
        or finding.asset.key not in exposed
    ]


def _without_told(found: list[Finding]) -> list[Finding]:
    """Drop what is said of the estate about a credential where an asset is lost by it.

    The last part of the claim is the credential. Where it is not sure that an asset is lost, only
    what weighs nothing by itself is dropped.
    """
    bearers = [finding for finding in found if finding.kind is Kind.BEARER]
    lost = {f.claim[5] for f in bearers if f.asset is not None and f.outcome is Outcome.FAIL}
    perhaps = {f.claim[5] for f in bearers if f.asset is not None} - lost
    return [
        finding
        for finding in found
        if finding.kind is not Kind.BEARER
        or finding.asset is not None
        or not (
            finding.claim[5] in lost
            or (finding.claim[5] in perhaps and finding.severity is Severity.LOW)
        )
    ]


def _one_chain_each(found: list[Finding]) -> list[Finding]:
    """Keep one `chained` finding for each asset and principal: what is sure first, then the cheapest.

    Somebody may get at an asset with a standing role and through an identity as well; the planes
    state both, as their severities differ. The last part of the claim is the principal.
    """
    chains: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        if finding.kind is Kind.CHAINED and finding.asset is not None:
            chains.setdefault((finding.asset.key, finding.claim[5]), []).append(finding)
    spare = {
        id(finding)
        for several in chains.values()
        for finding in sorted(several, key=_chain_rank)[1:]
    }
    return [finding for finding in found if id(finding) not in spare]


def _one_each(found: list[Finding]) -> list[Finding]:
    """Keep one finding of each id: several ways that one change closes are one finding."""
    best: dict[str, Finding] = {}
    for finding in sorted(found, key=_chain_rank):
        best.setdefault(finding.id, finding)
    return list(best.values())


def _chain_rank(finding: Finding) -> tuple[bool, int, int, str]:
    unsure = finding.outcome is Outcome.UNKNOWN
    return (unsure, len(finding.path), -finding.severity.rank, finding.id)
