"""Who reaches what: the one place that other planes ask about the network."""

from __future__ import annotations

from ringfence.graph.azure.network.carriers import Standing, subnets_of
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

UNPLACED = "unplaced:"
"""Prefix of the origin of compute whose subnet could not be resolved."""


class Network:
    """The network of one scene. Obtain it with `connect`."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._written: set[Claim] = set()

    def net(self, origin: str, resource: Resource) -> Claim:
        """Return the claim that `origin` reaches the data endpoint of `resource`.

        The endpoint is that of the top-level resource. The clauses that decide it are written on
        first use, with walls where a barrier stands and doubts where a fact is hidden. Origins:
        `internet` (anywhere outside the boundary's networks), `inside` (the public addresses
        among the boundary's networks), `subnet:<key>`, `vnet:<key>`, `managed:<key>`,
        `unplaced:<key>`, `tenant:<id>`.
        """
        top = self._scene.estate.top(resource) or resource
        claim = ("net", origin, top.key)
        if claim not in self._written:
            self._written.add(claim)
            self._scene.program.rule(
                claim,
                (),
                rule="reaches",
                resource=top,
                says=f"{origin} reaches `{top.address}`",
                because="its network is not evaluated",
                doubts=(Unknown("the network is not evaluated"),),
            )
        return claim

    def outsiders(self) -> list[tuple[str, str]]:
        """Return every place outside the boundary as `(origin, label of the outsider)`.

        `internet`, and each network that is linked to one of ours but lies outside.
        """
        return [("internet", "internet")]

    def origins_of(self, carrier: Resource) -> list[str]:
        """Return the origins from which code on a compute resource acts.

        `subnet:<key>` for each subnet it stands in; `unplaced:<key>` where one could not be
        resolved; `managed:<key>` (its provider's network) where it stands in none.
        """
        origins = [
            f"subnet:{standing.key}" if standing.key else f"{UNPLACED}{carrier.key}"
            for standing in self.subnet_of(carrier)
        ]
        return list(dict.fromkeys(origins)) or [f"managed:{carrier.key}"]

    def subnet_of(self, carrier: Resource) -> list[Standing]:
        """Return the subnets that a compute resource stands in (see `carriers.Standing`)."""
        return subnets_of(self._scene.estate, carrier)


def connect(scene: Scene) -> Network:
    """Return the network of a scene, the same one for the same scene."""
    found = scene.memo.get("azure network")
    if not isinstance(found, Network):
        found = scene.memo["azure network"] = Network(scene)
    return found
