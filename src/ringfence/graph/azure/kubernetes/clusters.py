"""Which cluster of the estate runs an object, and what its network does with pods.

Sources: AKS pages on networking concepts, network policies, outbound types and node public
addresses (https://learn.microsoft.com/azure/aks/concepts-network). A cluster without
`networkPolicy` enforces none; the node resource group's own security group admits what its Services
ask for, and nothing else from the internet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

CLUSTER: Final = "Microsoft.ContainerService/managedClusters"
POOL: Final = f"{CLUSTER}/agentPools"

_POLICY: Final = "properties.networkProfile.networkPolicy"
_DATAPLANE: Final = "properties.networkProfile.networkDataplane"


@dataclass(frozen=True, slots=True)
class Host:
    """A cluster that runs the objects of the tree, or may (`doubt`)."""

    cluster: Resource
    doubt: Unknown | None = None


def hosts(estate: Estate, resource: Resource) -> tuple[Host, ...]:
    """Return the clusters that may run an object: surely, if there is only one.

    Of several, the only one in the folder of the object or nearest above it is meant; a cluster that
    is only referred to counts where none is declared.
    """
    found = _clusters(estate)
    near = found if len(found) < 2 else _nearest(found, resource.root)
    if len(near) == 1:
        return (Host(near[0], near[0].presence),)
    named = ", ".join(f"`{each.address}`" for each in found[:3])
    return tuple(
        Host(each, Unknown(f"which of {named} runs it is not stated", each.locate()))
        for each in found
    )


@per_estate
def _clusters(estate: Estate) -> list[Resource]:
    every = list(estate.of(CLUSTER))
    return [each for each in every if each.external is None] or every


def _nearest(clusters: list[Resource], root: str) -> list[Resource]:
    """Return the clusters in the deepest folder that is, or contains, the folder of an object."""
    depths = {each.key: _above(_folder(each.root), _folder(root)) for each in clusters}
    deepest = max(depths.values())
    return [each for each in clusters if depths[each.key] == deepest] if deepest else clusters


def _folder(root: str) -> str:
    """Return the folder of a root, which may be a file."""
    return root.rpartition("/")[0] or "." if root.endswith((".json", ".bicep")) else root


def _above(folder: str, root: str) -> int:
    """Return how deep a folder is that is or contains `root`; 0 for others, and the whole tree."""
    if folder == root:
        return folder.count("/") + 2
    return folder.count("/") + 2 if folder != "." and root.startswith(f"{folder}/") else 0


@dataclass(frozen=True, slots=True)
class Enforcement:
    """Whether a cluster enforces network policies: yes, no, or not known."""

    on: bool | None
    because: str
    evidence: tuple[Evidence, ...] = ()
    doubt: Unknown | None = None


def enforcement(cluster: Resource | None) -> Enforcement:
    """Return whether network policies have any effect in a cluster (None: one that is not seen)."""
    if cluster is None:
        why = Unknown("whether its cluster enforces network policies is not in the tree")
        return Enforcement(None, why.reason, (), why)
    value = cluster.look(_POLICY)
    plane = cluster.look(_DATAPLANE)
    evidence = (Evidence(cluster, _POLICY, None if isinstance(value, Absent) else value),)
    for each in (value, plane):
        if isinstance(each, Unknown):
            return Enforcement(None, f"`networkPolicy` of `{cluster.address}` is not known",
                               evidence, each)  # fmt: skip
    if str(plane).lower() == "cilium":
        return Enforcement(True, f"`{cluster.address}` enforces network policies with Cilium")
    if isinstance(value, str) and value.lower() in ("azure", "calico", "cilium"):
        because = f"`{cluster.address}` enforces network policies with `{value}`"
        return Enforcement(True, because, evidence)
    because = f"`{cluster.address}` enforces no network policies: `networkPolicy` is not set"
    return Enforcement(False, because, evidence)


def pools(
    estate: Estate, cluster: Resource
) -> Iterator[tuple[Value, Unknown | None, Resource, str]]:
    """Yield the node pools of a cluster: their properties, a doubt, the holder and the pointer."""
    pointer = "properties.agentPoolProfiles"
    for index, (pool, doubt) in enumerate(members(cluster.look(pointer))):
        yield pool, doubt, cluster, f"{pointer}[{index}]"
    for child in estate.inside(cluster.key, POOL):
        yield child.body.get("properties"), child.presence, child, "properties"


def node_addresses(estate: Estate, cluster: Resource) -> tuple[bool | None, tuple[Evidence, ...]]:
    """Tell whether any node has a public address of its own: None if that is not known."""
    hidden = False
    for pool, _, holder, pointer in pools(estate, cluster):
        value = dig(pool, "enableNodePublicIP")
        if value is True:
            return True, (Evidence(holder, f"{pointer}.enableNodePublicIP", True),)
        hidden = hidden or isinstance(value, Unknown) or isinstance(pool, Unknown)
    return (None if hidden else False), ()


def routable_pods(cluster: Resource) -> tuple[bool | None, Unknown | None]:
    """Tell whether pods have addresses of the virtual network: with Azure CNI, without overlay."""
    plugin = cluster.look("properties.networkProfile.networkPlugin")
    mode = cluster.look("properties.networkProfile.networkPluginMode")
    for value in (plugin, mode):
        if isinstance(value, Unknown):
            return None, value
    if not isinstance(plugin, str):
        return False, None
    return plugin.lower() == "azure" and str(mode).lower() != "overlay", None


def pod_subnets(
    estate: Estate, cluster: Resource
) -> Iterator[tuple[Value | Absent, Unknown | None, Resource, str]]:
    """Yield the subnets that pods have addresses of: their own, or those of their nodes."""
    for pool, doubt, holder, pointer in pools(estate, cluster):
        own = dig(pool, "podSubnetID")
        name = "vnetSubnetID" if own is ABSENT or own is None else "podSubnetID"
        yield dig(pool, name), doubt, holder, f"{pointer}.{name}"


def node_subnets(
    estate: Estate, cluster: Resource
) -> Iterator[tuple[Value | Absent, Unknown | None, Resource, str]]:
    """Yield the subnets that nodes stand in; absent for one that the provider made."""
    for pool, doubt, holder, pointer in pools(estate, cluster):
        yield dig(pool, "vnetSubnetID"), doubt, holder, f"{pointer}.vnetSubnetID"
