"""Puts the parts of the identity plane together for one scene."""

from __future__ import annotations

from collections import defaultdict

from ringfence.graph.azure.identity.access import Access
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.custody import Custody
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.entries import CREATE, Entries
from ringfence.graph.azure.identity.federation import Federation
from ringfence.graph.azure.identity.holdings import Holdings
from ringfence.graph.azure.identity.limits import ASSIGN_ROLES, DEFINE_ROLES
from ringfence.graph.azure.identity.locals import LocalGrants
from ringfence.graph.azure.identity.pivots import Pivots
from ringfence.graph.azure.identity.places import Network, Places
from ringfence.graph.azure.identity.powers import Powers
from ringfence.graph.azure.identity.roles import Role
from ringfence.graph.azure.identity.through import Throughs
from ringfence.graph.azure.identity.tunnels import Tunnels
from ringfence.graph.azure.identity.widening import Widening
from ringfence.graph.azure.rights import service_of, services
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.estate import Blind, top_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


def write(scene: Scene, directory: Directory, network: Network) -> None:
    """Write every clause of the plane; `network` answers who reaches what."""
    federation = Federation(scene, directory)
    assignments = Assignments(scene.estate, directory, scene.boundary.tenants)
    holdings = Holdings(scene, directory, assignments)
    places = Places(network, holdings)
    powers = Powers(scene.estate, directory)
    entries = Entries(scene, directory, holdings, places, federation, powers)
    access = Access(
        scene,
        holdings,
        Custody(scene, directory, holdings),
        places,
        Pivots(holdings.ledger, entries),
        LocalGrants(scene, holdings, assignments),
        Throughs(scene, holdings),
        Widening(holdings),
        Tunnels(scene, network, holdings, entries),
    )
    tops = _by_top(scene)
    for top, assets in tops:
        with scene.guard("chained", assets[0]):
            access.judge(top, assets)
    for grant, doubt in assignments.unscoped:
        _blind(scene, grant.resource, grant.role, doubt, [top for top, _ in tops])


def _by_top(scene: Scene) -> list[tuple[Resource, list[Asset]]]:
    """Return the assets by the top-level resource that contains them."""
    found: dict[str, list[Asset]] = defaultdict(list)
    for asset in scene.assets:
        found[top_key(asset.key)].append(asset)
    tops: list[tuple[Resource, list[Asset]]] = []
    for assets in found.values():
        top = scene.estate.top(assets[0].resource) or _stand_in(assets[0].resource)
        tops.append((top, assets))
    return tops


def _stand_in(child: Resource) -> Resource:
    """Return a resource for a container that only its children speak of."""
    key = top_key(child.id)
    *_, namespace, type_, name = key.split("/")
    why = Unknown(f"`{name}`, which holds `{child.address}`, is not declared here", child.locate())
    return Resource(
        id=key,
        type=f"{namespace}/{type_}",
        name=name,
        body={},
        address=child.address,
        root=child.root,
        origin=child.origin,
        external=why,
    )


def _blind(
    scene: Scene, assignment: Resource, role: Role, doubt: Unknown, tops: list[Resource]
) -> None:
    """An assignment at a scope that is not known may bear on everything in its root."""
    everything = any(role.allowed(need) for need in (ASSIGN_ROLES, DEFINE_ROLES, CREATE)) or any(
        role.allowed(need)
        for service in services().values()
        for way in service.runs
        for need in way.needs
    )
    bears = [
        top.key
        for top in tops
        if top.root == assignment.root
        and (everything or any(role.allowed(need) for need in service_of(top.type).needs()))
    ]
    if not bears:
        return
    scene.estate.blinds.append(
        Blind(
            f"the scope of `{assignment.address}`",
            doubt.reason,
            doubt.source,
            assignment.root,
            resources=frozenset(bears),
        )
    )
