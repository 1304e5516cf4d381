"""Exposure: assets that the network lets an outsider get at, with or without a credential.

`reachable` needs traffic from outside to the data endpoint: only a credential protects the asset
then. `exposed` needs that, and that no credential of ours is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.endpoints import endpoint_of
from ringfence.graph.azure.key_usability import unusable_key
from ringfence.graph.azure.network.places import INTERNET
from ringfence.graph.azure.network.reach import Network, connect
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim
from ringfence.model.estate import Blind
from ringfence.model.resource import Resource

ANONYMOUS: Final = "RF-EXP-01"
FOREIGN: Final = "RF-EXP-02"


@dataclass(frozen=True, slots=True)
class ExposurePlane:
    """Writes the claims `anon`, and the findings `exposed` and `reachable`."""

    name: str = "exposure"

    def __call__(self, scene: Scene) -> None:
        """Judge every asset of the scene."""
        writer = _Writer(scene)
        for asset in scene.assets:
            with scene.guard(self.name, asset):
                writer.judge(asset)
        for asset in scene.assets:
            with scene.guard(self.name, asset):
                writer.contain(asset)


class _Writer:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._network: Network = connect(scene)
        self._ways: dict[str, list[tuple[str, str, Way, Claim]]] = {}
        self._exposed: dict[str, list[tuple[str, Claim]]] = {}

    def judge(self, asset: Asset) -> None:
        target = self._network.serving(asset.resource)
        endpoint = endpoint_of(target.kind)
        if endpoint is None:
            self._blind(asset, target)
            return
        ways = self._ways.get(target.key)
        if ways is None:
            ways = self._ways[target.key] = list(self._write_ways(target))
        gates = None
        if endpoint.anonymous is not None:
            gates = endpoint.anonymous(self._scene.estate, target, asset.resource)
        for _, label, way, claim in ways:
            if way.rule == FOREIGN:
                self._foreign(asset, label, way, claim)
                continue
            self._reachable(asset, label, way, claim)
        if gates is not None:
            self._anonymous(asset, target, gates, ways, endpoint.unlocked)

    def _write_ways(self, target: Resource) -> Iterator[tuple[str, str, Way, Claim]]:
        """Write the ways of every outsider to an endpoint, each as a claim of its own."""
        found = [(INTERNET, INTERNET, way) for way in self._network.ways(INTERNET, target)]
        for origin, label, way in (*found, *self._network.strangers(target)):
            claim = ("way", origin, target.key, way.tag)
            self._network.pen.write(claim, way)
            yield origin, label, way, claim

    def _reachable(self, asset: Asset, label: str, way: Way, claim: Claim) -> None:
        # All that only may reach it makes one finding: which of it is true, nobody knows.
        via = f"{way.rule} perhaps" if way.doubts else f"{way.rule} {way.change.key}"
        self._conclude(
            ("finding", "reachable", "medium", label, asset.key, via),
            (claim,),
            asset,
            rule=way.rule,
            resource=way.change,
            says=f"`{asset.name}` can be reached from outside the boundary",
            because="beyond the network only a credential protects it",
        )

    def _foreign(self, asset: Asset, label: str, way: Way, claim: Claim) -> None:
        self._conclude(
            ("finding", "exposed", "critical", label, asset.key, way.change.key),
            (claim,),
            asset,
            rule=FOREIGN,
            resource=way.change,
            says=f"`{asset.name}` is open to an outsider by name",
            because="its firewall admits them with an identity that is not ours",
        )

    def _anonymous(
        self,
        asset: Asset,
        target: Resource,
        gates: tuple[Gate, ...],
        ways: list[tuple[str, str, Way, Claim]],
        rule: str,
    ) -> None:
        anon = ("anon", INTERNET, asset.key)
        self._network.pen.conclude(
            anon,
            (),
            gates,
            rule="anonymous-read",
            resource=asset.resource,
            says=f"`{asset.name}` is read without any credential",
            because=lambda: stated(gates) or "anonymous reads are allowed",
        )
        key = unusable_key(self._scene, target)
        asking = any(way.asks for _, _, way, _ in ways)
        reach: list[tuple[str, Claim, tuple[Gate, ...]]] = []
        if not asking:
            reach.append((INTERNET, self._network.net(INTERNET, target), ()))
        if not any(gate.shut for gate in gates):
            reach += [
                (label, claim, way.asks)
                for origin, label, way, claim in ways
                if asking or origin != INTERNET
            ]
        for label, claim, asks in reach:
            head = ("finding", "exposed", "critical", label, asset.key, asset.key)
            self._exposed.setdefault(asset.key, []).append((label, head))
            self._conclude(
                head,
                (claim, anon),
                asset,
                rule=rule,
                resource=asset.resource,
                says=f"`{asset.name}` can be read by anyone from there",
                because="traffic gets there and no credential is asked for",
                gates=(*key, *asks),
            )

    def contain(self, asset: Asset) -> None:
        """Write that the asset which contains this one leaks where this one is exposed."""
        holder = self._scene.by_key.get(asset.holder)
        if holder is None:
            return
        for label, claim in self._exposed.get(asset.key, ()):
            self._network.pen.conclude(
                ("finding", "exposed", "critical", label, holder.key, asset.key),
                (claim,),
                (),
                rule=ANONYMOUS,
                resource=asset.resource,
                says=f"a part of `{holder.name}` can be read by anyone from there",
                because=f"it holds `{asset.name}`",
            )

    def _conclude(
        self,
        head: Claim,
        body: tuple[Claim, ...],
        asset: Asset,
        *,
        rule: str,
        resource: Resource,
        says: str,
        because: str,
        gates: tuple[Gate, ...] = (),
    ) -> None:
        presence = asset.resource.presence
        self._network.pen.conclude(
            head,
            body,
            gates,
            rule=rule,
            resource=resource,
            says=says,
            because=because,
            presence=() if presence is None else (presence,),
        )

    def _blind(self, asset: Asset, target: Resource) -> None:
        self._scene.estate.blinds.append(
            Blind(
                what=f"the network of `{target.address}`",
                reason=self._network.unseen(target),
                source=target.locate(),
                resources=frozenset({asset.key}),
            )
        )


PLANE: Final = ExposurePlane()
