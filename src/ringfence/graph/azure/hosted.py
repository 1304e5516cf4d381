"""The plane of what runs in clusters: who gets at a cluster gets at its workloads.

Runs last: what other planes found about a cluster is carried over to the workloads that it runs.
Where a cluster lies, its workloads lie; whoever becomes its administrator reads what they hold.
A workload whose cluster is not in the tree is not known in these ways.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.kubernetes.clusters import Host, hosts
from ringfence.graph.kubernetes.objects import every, is_object
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim
from ringfence.model.estate import Blind

CARRIED: Final = frozenset({"chained", "placed", "bearer"})
"""The kinds of leaks that a cluster shares with what runs in it."""

LIMITS: Final = (
    "Kubernetes: a workload counts as run by the one cluster of the tree, or of the folder that it"
    " lies in; of several, nobody knows by which: the configuration of providers is not followed",
)


@dataclass(frozen=True, slots=True)
class Hosted:
    """The plane: carries leaks of clusters over to their workloads."""

    name: str = "hosted"

    def __call__(self, scene: Scene) -> None:
        """Write the clauses about the workloads of `scene`."""
        assets = [asset for asset in scene.assets if is_object(asset.resource)]
        if not assets:
            return
        if not hosts(scene.estate, assets[0].resource):
            _unseen(scene, assets)
            return
        leaks = _leaks(scene)
        for asset in assets:
            with scene.guard(self.name, asset):
                for host in hosts(scene.estate, asset.resource):
                    _carry(scene, asset, host, leaks.get(host.cluster.key, ()))


def _leaks(scene: Scene) -> dict[str, list[tuple[Claim, str]]]:
    """Return the leaks of every asset that may concern others, with the rule of each."""
    found: dict[str, list[tuple[Claim, str]]] = defaultdict(list)
    for number, claim in enumerate(scene.program.claims):
        if claim[0] == "finding" and claim[1] in CARRIED and scene.program.by_head[number]:
            clause = scene.program.clauses[scene.program.by_head[number][0]]
            found[claim[4]].append((claim, clause.rule))
    return found


def _carry(
    scene: Scene, asset: Asset, host: Host, leaks: list[tuple[Claim, str]] | tuple[()]
) -> None:
    cluster = host.cluster
    for claim, rule in leaks:
        kind, severity, outsider, via = claim[1], claim[2], claim[3], claim[5]
        scene.program.rule(
            ("finding", kind, severity, outsider, asset.key, via),
            (claim,),
            rule=rule,
            resource=asset.resource,
            says=f"`{asset.name}` leaks with its cluster",
            because=f"it runs in `{cluster.address}`",
            doubts=every((host.doubt, asset.resource.presence)),
        )


def _unseen(scene: Scene, assets: list[Asset]) -> None:
    """A cluster that no file declares may lie anywhere, and anybody may administer it."""
    first = min(assets, key=lambda each: (each.resource.root, each.resource.address))
    scene.estate.blinds.append(
        Blind(
            f"the cluster that runs `{first.resource.address}`"
            + (f" and {len(assets) - 1} more" if len(assets) > 1 else ""),
            "no cluster is in the tree: its region, its network and who holds it are not known",
            first.resource.locate(),
            resources=frozenset(asset.key for asset in assets),
        )
    )


PLANE: Final = Hosted()
