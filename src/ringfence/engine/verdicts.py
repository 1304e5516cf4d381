"""Verdicts and depths: what the findings, and what was not seen, mean for each asset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ringfence.graph.proof import Derivation
from ringfence.graph.scene import Scene
from ringfence.graph.walls import LIMIT, Depths
from ringfence.model.assessment import Finding, Judged, Kind, Outcome, Seen, Verdict
from ringfence.model.asset import Asset
from ringfence.model.boundary import Severity
from ringfence.model.claims import Wall
from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.model.symbols import show


def judge(
    scene: Scene, findings: list[Finding], fallen: Derivation, depths: Depths
) -> tuple[list[Judged], list[Seen]]:
    """Return every asset with its verdict and depth, and every gap with what it blocks."""
    threshold = scene.policy.threshold
    leaks: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.asset and counts(finding, threshold):
            leaks[finding.asset.key].append(finding)
    blocking = {id(blind): _blocked(blind, scene) for blind in scene.estate.blinds}
    blocked = {asset.key for assets in blocking.values() for asset in assets}
    goals = _goals(scene, findings, threshold)
    judged = [
        _judge(scene, asset, leaks[asset.key], asset.key in blocked, goals, fallen, depths)
        for asset in scene.assets
    ]
    gaps = [_seen(blind, blocking[id(blind)]) for blind in scene.estate.blinds]
    return judged, gaps + _doubts(findings, threshold)


def _seen(blind: Blind, blocks: list[Asset]) -> Seen:
    narrow = bool(blind.types or blind.resources) and not blind.conceals
    hides = not (blind.inert or narrow or blocks)
    return Seen(show(blind.what), show(blind.reason), blind.source, tuple(blocks), hides)


def counts(finding: Finding, threshold: Severity) -> bool:
    """Tell whether a finding decides a verdict."""
    return (
        finding.kind.is_leak
        and finding.accepted is None
        and finding.severity.rank >= threshold.rank
    )


def _judge(
    scene: Scene,
    asset: Asset,
    leaks: list[Finding],
    blocked: bool,
    goals: dict[str, list[int]],
    fallen: Derivation,
    depths: Depths,
) -> Judged:
    if any(finding.outcome is Outcome.FAIL for finding in leaks):
        return Judged(asset, Verdict.OPEN, 0)
    depth, walls = _depth(goals.get(asset.key, ()), fallen, depths)
    broken = "*" in scene.broken or asset.key in scene.broken
    unknown = bool(leaks) or blocked or broken
    return Judged(asset, Verdict.UNKNOWN if unknown else Verdict.SEALED, depth, walls)


def _goals(scene: Scene, findings: list[Finding], threshold: Severity) -> dict[str, list[int]]:
    """Return, for each asset, the leak claims that would decide its verdict.

    Accepted leaks are left out, so that a depth speaks of what is not yet decided.
    """
    accepted = {finding.claim for finding in findings if finding.accepted}
    goals: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(scene.program.claims):
        if claim[0] != "finding" or not Kind(claim[1]).is_leak or not claim[4]:
            continue
        if Severity(claim[2]).rank < threshold.rank:
            continue
        if claim not in accepted:
            goals[claim[4]].append(number)
    return goals


def _depth(
    goals: list[int] | tuple[int, ...], fallen: Derivation, depths: Depths
) -> tuple[int | None, tuple[Wall, ...]]:
    best: tuple[Wall, ...] | None = None
    derivable = False
    for goal in goals:
        derivable = derivable or fallen.holds(goal)
        walls = depths.smallest(goal)
        if walls is not None and (best is None or _rank(walls) < _rank(best)):
            best = walls
    if best is not None:
        return len(best), best
    return (LIMIT if derivable else None), ()


def _rank(walls: tuple[Wall, ...]) -> tuple[int, list[str]]:
    return len(walls), [wall.key for wall in walls]


def _blocked(blind: Blind, scene: Scene) -> list[Asset]:
    if blind.inert:
        return []
    above = {scope for key in blind.resources for scope in _scopes(key)}
    return [asset for asset in scene.assets if _bears(blind, asset, above)]


def _bears(blind: Blind, asset: Asset, above: set[str]) -> bool:
    """Tell whether a gap bears on an asset. `above` is what its resources are or lie in."""
    if blind.root not in ("*", asset.resource.root):
        return False
    if blind.types and asset.resource.kind not in blind.types:
        return False
    if not blind.resources or asset.key in above:
        return True
    return any(scope in blind.resources for scope in _scopes(asset.key))


def _scopes(key: str) -> Iterator[str]:
    """Yield a key, and every beginning of it that ends before a slash."""
    while key:
        yield key
        key = key.rpartition("/")[0]


def _doubts(findings: list[Finding], threshold: Severity) -> list[Seen]:
    """Return the gaps that unknown findings rest on, one for each place and reason."""
    blocks: dict[tuple[str, Source], dict[str, Asset]] = defaultdict(dict)
    leaks: set[tuple[str, Source]] = set()
    for finding in findings:
        for doubt in finding.doubts:
            place = (doubt.reason, doubt.source)
            entry = blocks[place]
            if finding.kind.is_leak:
                leaks.add(place)
            if finding.asset and counts(finding, threshold):
                entry[finding.asset.key] = finding.asset
    return [
        Seen(
            f"a value that a {'leak' if place in leaks else 'finding'} hangs on",
            show(place[0]),
            place[1],
            tuple(assets.values()),
        )
        for place, assets in sorted(blocks.items(), key=lambda item: (str(item[0][1]), item[0][0]))
    ]
