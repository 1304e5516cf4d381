"""Log Analytics workspaces and Application Insights: queries over prompts, completions, traces.

Source: Azure Monitor private link page (as commonly documented; no page was read): queries from
outside a private link scope are admitted unless `publicNetworkAccessForQuery` is Disabled; private
endpoints lead to the scope, not to the workspace.
"""

from ringfence.graph.azure.door_reading import public_access
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

_QUERY = "properties.publicNetworkAccessForQuery"
_SCOPED = "Microsoft.Insights/privateLinkScopes/scopedResources"


def _door(estate: Estate, workspace: Resource) -> Door:
    del estate
    value = workspace.look(_QUERY)
    perimeter = isinstance(value, str) and value.lower() == "securedbyperimeter"
    return Door((public_access(workspace, _QUERY),), perimeter=perimeter)


def _links(estate: Estate, workspace: Resource) -> list[tuple[str, Unknown | None]]:
    found: list[tuple[str, Unknown | None]] = []
    for scoped in estate.of(_SCOPED):
        reference = scoped.look("properties.linkedResourceId")
        if isinstance(reference, Unknown):
            found.append((parent_key(scoped.key), reference))
        elif isinstance(reference, str) and reference.lower() == workspace.key:
            found.append((parent_key(scoped.key), scoped.presence))
    return found


ENDPOINT = Endpoint(
    types=("Microsoft.OperationalInsights/workspaces", "Microsoft.Insights/components"),
    door=_door,
    groups=frozenset({"azuremonitor"}),
    links=_links,
    serves="the query endpoint",
)
