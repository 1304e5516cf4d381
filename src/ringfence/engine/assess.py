"""One assessment: assets, clauses, proofs, findings, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from ringfence.engine.findings import find
from ringfence.engine.inference import settle_boundary
from ringfence.engine.suppression import suppress
from ringfence.engine.verdicts import judge
from ringfence.graph import providers
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.scene import Scene
from ringfence.graph.walls import Depths
from ringfence.model.assessment import Assessment
from ringfence.model.boundary import Policy
from ringfence.model.estate import Estate


@dataclass(frozen=True, slots=True)
class Question:
    """How to assess: the policy, whether every data store counts, and the day it is."""

    policy: Policy
    all_data: bool = False
    today: date | None = None


def assess(estate: Estate, question: Question) -> Assessment:
    """Answer for every asset of the estate whether it can leave."""
    started = datetime.now(UTC)
    policy = settle_boundary(estate, question.policy)
    assets = providers.find_assets(estate, policy, all_data=question.all_data)
    scene = Scene(estate, policy, assets, question.today or started.date())
    for plane in providers.planes():
        with scene.guard(plane.name):
            plane(scene)
    sure = derive(scene.program, Level.SURE)
    may = derive(scene.program, Level.MAY)
    fallen = derive(scene.program, Level.FALLEN)
    depths = Depths(scene.program)
    findings = suppress(find(scene, sure, may), policy, scene)
    judged, gaps = judge(scene, findings, fallen, depths)
    return Assessment(
        started=started,
        finished=datetime.now(UTC),
        boundary=policy.boundary,
        resources=sum(report.resources for report in estate.reports),
        reports=estate.reports,
        assets=judged,
        findings=findings,
        gaps=gaps,
        faults=scene.faults,
        notes=scene.notes,
        threshold=policy.threshold,
    )
