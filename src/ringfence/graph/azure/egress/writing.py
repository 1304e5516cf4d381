"""Writes what was found about ways out as clauses.

    ("sends", place, target)     <-                    one way out of a place
    ("sends", workload, target)  <- ("sends", place, target)
    ("holds", workload, asset)   <- what the holding rests on
    ("finding", "egress", ...)   <- ("holds", ...), ("sends", workload, target)

A target is `<catalogue rule>|<severity>|<outsider>|<key of what to change>`: ways out that one change
closes are one finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.egress.ground import Ground, ground, presence
from ringfence.graph.azure.egress.holdings import Holding, Holdings
from ringfence.graph.azure.egress.managed import ManagedWay
from ringfence.graph.azure.egress.posts import Post, Posts, Stand
from ringfence.graph.azure.egress.stages import Barrier
from ringfence.graph.azure.egress.subnets import INTERNET, SUBNET_RULE, Way, ways
from ringfence.graph.azure.egress.workloads import KINDS, places
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

LEAVES: Final = "leaves"
"""Name of the step that tells how a packet gets out; its resource is the one to change."""


class Egress:
    """The plane."""

    name = "egress"

    def __call__(self, scene: Scene) -> None:
        """Write every clause about ways out of workloads that hold assets."""
        holdings = Holdings(scene)
        writer = _Writer(scene)
        for workload in scene.estate.of(*KINDS):
            held: list[Holding] = []
            with scene.guard(self.name):
                held = list(holdings.of(workload))
            if not held:
                continue
            with scene.guard(self.name, held[0].asset if len(held) == 1 else None):
                writer.write(workload, held)


class _Writer:
    """Writes the clauses of one scene; each place once."""

    def __init__(self, scene: Scene) -> None:
        self._program = scene.program
        self._ground: Ground = ground(scene)
        self._posts = Posts(self._ground)
        self._pen = self._ground.pen
        self._targets: dict[str, list[str]] = {}

    def write(self, workload: Resource, held: Sequence[Holding]) -> None:
        """Write what a workload holds and whereto it can send it."""
        found = places(self._ground, self._posts, workload)
        targets: dict[str, None] = {}
        for stand in found.stands:
            targets.update(dict.fromkeys(self._stand(workload, stand)))
        for way in found.managed:
            targets[self._managed(workload, way)] = None
        if not targets:
            return
        for holding in held:
            self._holds(workload, holding)
        for asset in {holding.asset.key: holding.asset for holding in held}.values():
            for target in targets:
                self._finding(workload, asset, target)

    def _finding(self, workload: Resource, asset: Asset, target: str) -> None:
        rule, severity, outsider, change = target.split("|", 3)
        top = self._ground.estate.top(asset.resource)
        doubts = presence(workload) + presence(asset.resource)
        if top is not None:
            doubts += presence(top)
        self._program.rule(
            ("finding", "egress", severity, outsider, asset.key, change),
            [("holds", workload.key, asset.key), ("sends", workload.key, target)],
            rule=rule,
            resource=asset.resource,
            says=lambda: f"`{workload.address}` can send `{asset.resource.address}` out",
            because="what it holds can go wherever it can send",
            doubts=tuple(dict.fromkeys(doubts)),
        )

    def _holds(self, workload: Resource, holding: Holding) -> None:
        what = holding.asset.resource.address
        self._program.rule(
            ("holds", workload.key, holding.asset.key),
            holding.premises,
            rule="holds",
            resource=workload,
            says=lambda: (
                f"`{workload.address}` is what must not leave"
                if what == workload.address
                else f"`{workload.address}` holds `{what}`"
            ),
            because=holding.because,
            evidence=holding.evidence,
            doubts=holding.doubts,
        )

    def _stand(self, workload: Resource, stand: Stand) -> list[str]:
        """Write how a workload sends from where it stands; return to which targets."""
        post = stand.post
        if post is None:
            target = f"{SUBNET_RULE}|high|{INTERNET}|{workload.key}"
            self._pen.conclude(
                ("sends", workload.key, target),
                (),
                stand.gates,
                rule=LEAVES,
                resource=workload,
                says=lambda: f"`{workload.address}` may send to the internet",
                because="the subnet it stands in is not known",
                doubts=stand.doubts or (Unknown("its subnet is not known"),),
            )
            return [target]
        targets = self._targets.get(post.id)
        if targets is None:
            targets = self._targets[post.id] = self._post(post)
        for target in targets:
            self._pen.conclude(
                ("sends", workload.key, target),
                [("sends", post.id, target)],
                stand.gates,
                rule="stands",
                resource=workload,
                says=lambda: f"`{workload.address}` can send wherever its subnet can",
                because=lambda: f"it stands in `{post.name}`",
                doubts=stand.doubts,
            )
        return targets

    def _post(self, post: Post) -> list[str]:
        targets: dict[str, None] = {}
        for way in ways(self._ground, post):
            target = f"{way.rule}|{way.severity}|{way.outsider}|{way.change.key}"
            if self._way(("sends", post.id, target), way):
                targets[target] = None
        return list(targets)

    def _way(self, head: Claim, way: Way) -> bool:
        """Write one way out; tell whether it could ever be taken."""
        if way.verdict.witness is not None:
            self._program.rule(
                head,
                (),
                rule=LEAVES,
                resource=way.change,
                says=way.says,
                because=lambda: way.because,
                evidence=way.evidence,
                doubts=way.doubts,
            )
        if not way.extra:
            self._behind(head, way.verdict.walls, way.says, way.change)
        return way.verdict.witness is not None or bool(way.verdict.walls and not way.extra)

    def _behind(
        self,
        head: Claim,
        walls: Sequence[Sequence[Barrier]],
        says: str,
        change: Resource,
    ) -> None:
        """Write the way out that opens once all barriers of one set have fallen."""
        for barriers in walls:
            body = [self._fallen(barrier) for barrier in barriers]
            self._program.rule(
                head,
                body,
                rule=LEAVES,
                resource=change,
                says=says,
                because="nothing else would hold it back",
            )

    def _fallen(self, barrier: Barrier) -> Claim:
        wall = barrier.wall
        return self._pen.fallen(Gate(wall.key, barrier.holder, wall.what, shut=True))

    def _managed(self, workload: Resource, way: ManagedWay) -> str:
        target = f"{way.rule}|{way.severity}|{way.outsider}|{way.change.key}"
        head: Claim = ("sends", workload.key, target)
        if way.is_open is not False:
            self._pen.conclude(
                head,
                (),
                way.gates,
                rule=LEAVES,
                resource=way.change,
                says=way.says,
                because=way.because,
                evidence=way.evidence,
                doubts=way.doubts,
            )
        if way.barrier is not None and not any(gate.shut for gate in way.gates):
            self._behind(head, [[way.barrier]], way.says, way.change)
        return target
