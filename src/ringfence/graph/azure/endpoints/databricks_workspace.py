"""Databricks workspaces: notebooks, jobs, feature and vector stores.

Source: Databricks private link page (as commonly documented; no page was read): the workspace
answers the public network unless `publicNetworkAccess` is Disabled. Its own access lists live in
the workspace and are not seen.
"""

from ringfence.graph.azure.door_reading import public_access
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _door(estate: Estate, workspace: Resource) -> Door:
    del estate
    return Door((public_access(workspace),))


ENDPOINT = Endpoint(
    types=("Microsoft.Databricks/workspaces",),
    door=_door,
    groups=frozenset({"databricks_ui_api"}),
    hosts=(".azuredatabricks.net",),
)
