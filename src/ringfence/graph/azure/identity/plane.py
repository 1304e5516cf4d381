"""Puts the parts of the identity plane together for one scene."""

from __future__ import annotations

from collections import defaultdict

from ringfence.graph.azure.identity.access import Access
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.custody import Custody
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.entries import CREATE, Entries
from ringfence.graph.azure.identity.federation import Federation
from ringfence.graph.azure.identity.grants import Grant
from ringfence.graph.azure.identity.handed import keyed_types
from ringfence.graph.azure.identity.holdings import Holdings
from ringfence.graph.azure.identity.limits import ASSIGN_ROLES, DEFINE_ROLES
from ringfence.graph.azure.identity.locals import LocalGrants
from ringfence.graph.azure.identity.pipelines import Pipelines
from ringfence.graph.azure.identity.pivots import Pivots
from ringfence.graph.azure.identity.places import Network, Places
from ringfence.graph.azure.identity.powers import Powers
from ringfence.graph.azure.identity.roles import Role
from ringfence.graph.azure.identity.through import Throughs
from ringfence.graph.azure.identity.tunnels import Tunnels
from ringfence.graph.azure.identity.widening import Widening
from ringfence.graph.azure.rights import service_of, services
from ringfence.graph.azure.rights.managed_identity import ASSIGN
from ringfence.graph.azure.rights.virtual_network import JOIN
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
    pipelines = Pipelines(scene, directory, federation, holdings.ledger)
    entries = Entries(scene, directory, holdings, places, federation, pipelines, powers)
    throughs = Throughs(scene, holdings)
    access = Access(
        scene,
        holdings,
        Custody(scene, directory, holdings),
        places,
        Pivots(holdings.ledger, entries),
        LocalGrants(scene, holdings, assignments),
        throughs,
        Widening(holdings),
        Tunnels(scene, network, holdings, entries),
    )
    tops = _by_top(scene)
    for top, assets in tops:
        with scene.guard("chained"):
            access.judge(top, assets)
    _note_unscoped(scene, assignments, holdings)
    _note_crowded(scene, holdings)
    _note_settings(scene, directory)
    for (root, types), (resource, doubt) in throughs.loose.items():
        scene.estate.blinds.append(
            Blind(f"what `{resource.address}` refers to", doubt.reason, doubt.source, root, types)
        )


def _note_settings(scene: Scene, directory: Directory) -> None:
    """Settings that are not known may hold the key of any store beside them."""
    keyed = keyed_types()
    types = frozenset(
        asset.resource.kind for asset in scene.assets if _service_type(asset.resource) in keyed
    )
    for root, (holder, doubt) in directory.handed.loose.items() if types else ():
        what = f"whether settings of `{holder.address}` and of others hold keys of stores"
        scene.estate.blinds.append(Blind(what, doubt.reason, doubt.source, root, types))


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


def _note_unscoped(scene: Scene, assignments: Assignments, holdings: Holdings) -> None:
    """An assignment at a scope that is not known may bear on everything in its root.

    One gap stands for all assignments of a root that bear on the same types.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for asset in scene.assets:
        kinds[_service_type(asset.resource)].add(asset.resource.kind)
    groups: dict[tuple[str, frozenset[str]], list[tuple[Resource, Unknown]]] = defaultdict(list)
    for grant, doubt in assignments.unscoped:
        types: set[str] = set()
        if not _pivots(grant.role) and not _enters_networks(grant, holdings):
            for type_, below in kinds.items():
                if any(grant.role.allowed(need) for need in service_of(type_).needs()):
                    types |= below
            if not types:
                continue
        groups[grant.resource.root, frozenset(types)].append((grant.resource, doubt))
    for (root, bearing), found in groups.items():
        (resource, doubt), more = found[0], len(found) - 1
        what = f"the scope of `{resource.address}`" + (f" and of {more} more" if more else "")
        scene.estate.blinds.append(Blind(what, doubt.reason, doubt.source, root, bearing))


def _note_crowded(scene: Scene, holdings: Holdings) -> None:
    """What is not asked about compute and identities may bear on everything in their root."""
    groups: dict[tuple[str, bool], list[Resource]] = defaultdict(list)
    for resource in holdings.crowded.values():
        service = service_of(resource.type)
        groups[resource.root, bool(service.runs or service.also)].append(resource)
    for (root, wide), found in groups.items():
        first = min(found, key=lambda resource: resource.address)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        scene.estate.blinds.append(
            Blind(
                f"who holds roles on `{first.address}`{more}",
                "many roles are assigned elsewhere in the tree at scopes that may be theirs, which "
                "is decided when it is deployed",
                first.locate(),
                root,
                resources=frozenset() if wide else frozenset(each.key for each in found),
            )
        )


def _service_type(resource: Resource) -> str:
    key = top_key(resource.key)
    parts = key.rpartition("/providers/")[2].split("/")
    return "/".join(parts[:2])


def _pivots(role: Role) -> bool:
    """Tell whether a role may lead to identities, and so to everything that they hold."""
    if any(role.allowed(need) for need in (ASSIGN_ROLES, DEFINE_ROLES, CREATE, ASSIGN)):
        return True
    return any(
        role.allowed(need)
        for service in services().values()
        for way in service.runs
        for need in way.needs
    )


def _enters_networks(grant: Grant, holdings: Holdings) -> bool:
    """Tell whether a grant may let somebody who creates compute put it into a subnet."""
    if not grant.role.allowed(JOIN):
        return False
    held = holdings.of(grant.principal)
    return grant.principal.doubt is not None or any(
        each.grant.role.allowed(CREATE) for each in held
    )
