"""Azure Machine Learning workspaces and Foundry hubs: models, jobs, data stores.

Source: workspace private link page (read 2026-11-20): `publicNetworkAccess` decides; beside it
`ipAllowlist` limits who gets in. Before that property existed, a workspace with a private endpoint
was closed unless `allowPublicAccessWhenBehindVnet` was true.
"""

from ringfence.graph.azure.door_reading import (
    PUBLIC_ACCESS,
    public_access,
    reading,
    secured_by_perimeter,
    sources,
    unless_listed,
)
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource

_ALLOWED = "properties.ipAllowlist"
_LEGACY = "properties.allowPublicAccessWhenBehindVnet"


def _gate(workspace: Resource) -> Gate:
    """Return the barrier of public access; only the older flag leaves it in doubt."""
    gate = public_access(workspace)
    if workspace.look(PUBLIC_ACCESS) not in (ABSENT, None):
        return gate
    legacy = workspace.look(_LEGACY)
    if isinstance(legacy, Unknown) or legacy in (ABSENT, None, True):
        return gate
    read = reading(workspace, _LEGACY)
    why = Unknown(
        f"`{workspace.address}` sets `allowPublicAccessWhenBehindVnet` and not "
        "`publicNetworkAccess`: whether it is closed depends on its age",
        workspace.locate(_LEGACY),
    )
    return Gate(gate.key, workspace, gate.what, None, read.because, read.evidence, (why,))


def _door(estate: Estate, workspace: Resource) -> Door:
    del estate
    listed = sources(workspace, _ALLOWED)
    everyone, open_to_all = unless_listed(workspace, _ALLOWED, listed)
    firewall = Firewall(workspace, everyone, open_to_all, listed)
    return Door((_gate(workspace),), firewall, secured_by_perimeter(workspace))


ENDPOINT = Endpoint(
    types=("Microsoft.MachineLearningServices/workspaces",),
    door=_door,
    groups=frozenset({"amlworkspace"}),
    hosts=(".api.azureml.ms", ".notebooks.azure.net"),
)
