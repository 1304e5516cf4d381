"""Managed online endpoints: models that answer over HTTPS, with a network switch of their own.

Source: online endpoint network isolation page (as commonly documented; no page was read):
`publicNetworkAccess` of the endpoint decides; calls in private go through the private endpoint of
the workspace.
"""

from ringfence.graph.azure.door_reading import public_access, secured_by_perimeter
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


def _door(estate: Estate, endpoint: Resource) -> Door:
    del estate
    return Door((public_access(endpoint),), perimeter=secured_by_perimeter(endpoint))


def _links(estate: Estate, endpoint: Resource) -> list[tuple[str, Unknown | None]]:
    del estate
    return [(top_key(endpoint.key), None)]


ENDPOINT = Endpoint(
    types=("Microsoft.MachineLearningServices/workspaces/onlineEndpoints",),
    door=_door,
    groups=frozenset({"amlworkspace"}),
    links=_links,
    hosts=(".inference.ml.azure.com",),
)
