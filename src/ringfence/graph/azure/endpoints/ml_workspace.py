"""Azure Machine Learning workspaces and Foundry hubs: models, jobs, data stores.

Source: collected facts (controls.yaml, RF-NET-20): `publicNetworkAccess` decides; beside it
`ipAllowlist` limits who gets in. Before that property existed, a workspace with a private endpoint
was closed unless `allowPublicAccessWhenBehindVnet` was true; one without was always public. A
project has no network settings of its own: those of its hub count.
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import (
    PUBLIC_ACCESS,
    public_access,
    reading,
    secured_by_perimeter,
    sources,
    unless_listed,
)
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate
from ringfence.graph.azure.doubts import either
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same

_TYPE = "Microsoft.MachineLearningServices/workspaces"
_ALLOWED = "properties.ipAllowlist"
_LEGACY = "properties.allowPublicAccessWhenBehindVnet"


def _gate(estate: Estate, workspace: Resource) -> Gate:
    """Return the barrier of public access.

    Only the older flag leaves it in doubt, and only where a private endpoint may be there.
    """
    gate = public_access(workspace)
    if workspace.look(PUBLIC_ACCESS) not in (ABSENT, None):
        return gate
    legacy = workspace.look(_LEGACY)
    if isinstance(legacy, Unknown) or legacy in (ABSENT, None, True):
        return gate
    if not _has_private_endpoint(estate, workspace):
        return gate
    read = reading(workspace, _LEGACY)
    why = Unknown(
        f"`{workspace.address}` sets `allowPublicAccessWhenBehindVnet` and not "
        "`publicNetworkAccess`: whether it is closed depends on its age",
        workspace.locate(_LEGACY),
    )
    return Gate(gate.key, workspace, gate.what, None, read.because, read.evidence, (why,))


def _has_private_endpoint(estate: Estate, workspace: Resource) -> bool:
    """Tell whether a private endpoint leads, or may lead, to the workspace."""
    for endpoint in estate.of("Microsoft.Network/privateEndpoints"):
        for kind in ("private", "manualPrivate"):
            for connection, _ in members(endpoint.look(f"properties.{kind}LinkServiceConnections")):
                target = dig(connection, "properties.privateLinkServiceId")
                if not isinstance(target, str) or same(target, workspace.key) is not False:
                    return True
    return False


def _serving(estate: Estate, workspace: Resource) -> tuple[Resource, Unknown | None]:
    """Return the workspace whose network settings count: a project lives behind its hub's."""
    kind = workspace.look("kind")
    if not isinstance(kind, str) or kind.lower() != "project":
        return workspace, None
    lookup = estate.lookup(workspace.look("properties.hubResourceId"), _TYPE)
    if lookup.found is not None:
        return lookup.found, lookup.found.presence
    hidden = Unknown(f"the hub of `{workspace.address}` is not in the tree", workspace.locate())
    return workspace, either(lookup.doubt, hidden)


def _door(estate: Estate, workspace: Resource) -> Door:
    serving, doubt = _serving(estate, workspace)
    gate = _gate(estate, serving)
    if doubt is not None:
        gate = replace(gate, shut=None, because="its hub may be open", doubts=(doubt,))
    listed = sources(serving, _ALLOWED)
    everyone, open_to_all = unless_listed(serving, _ALLOWED, listed)
    firewall = Firewall(serving, everyone, open_to_all, listed)
    return Door((gate,), firewall, secured_by_perimeter(serving))


def _links(estate: Estate, workspace: Resource) -> list[tuple[str, Unknown | None]]:
    serving, doubt = _serving(estate, workspace)
    return [(serving.key, doubt)]


ENDPOINT = Endpoint(
    types=(_TYPE,),
    door=_door,
    links=_links,
    groups=frozenset({"amlworkspace"}),
    hosts=(".api.azureml.ms", ".notebooks.azure.net"),
)
