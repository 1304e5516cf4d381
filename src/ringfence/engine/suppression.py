"""Accepted findings: who accepted what, why, and until when. Accepting changes no other answer."""

from __future__ import annotations

from fnmatch import fnmatchcase

from ringfence.graph.scene import Scene
from ringfence.model.assessment import Acceptance, Finding
from ringfence.model.boundary import Accept, Policy
from ringfence.model.estate import Blind


def suppress(findings: list[Finding], policy: Policy, scene: Scene) -> list[Finding]:
    """Mark the findings that an entry accepts today; report entries that accept nothing."""
    for entry in (*policy.accept, *scene.estate.accepts):
        if entry.until < scene.today:
            _report(scene, entry, f"expired on {entry.until.isoformat()}")
            continue
        hits = [finding for finding in findings if _matches(entry, finding)]
        if not hits:
            _report(scene, entry, "matches no finding")
        for finding in hits:
            finding.accepted = Acceptance(entry.reason, entry.until, entry.owner)
    return findings


def _matches(entry: Accept, finding: Finding) -> bool:
    if entry.rule.lower() != finding.rule.lower():
        return False
    addresses = {finding.address}
    if finding.asset is not None:
        addresses.add(finding.asset.resource.address)
    wanted = entry.address
    # Addresses hold brackets, which a glob would read as sets: only `*` is special here.
    pattern = wanted.replace("[", "[[]")
    return any(address == wanted or fnmatchcase(address, pattern) for address in addresses)


def _report(scene: Scene, entry: Accept, why: str) -> None:
    where = f" at `{entry.address}`" if entry.address else ""
    scene.estate.blinds.append(
        Blind(f"acceptance of {entry.rule}{where}", why, entry.source, inert=True)
    )
