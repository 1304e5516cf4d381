"""AI Search: indexes, among them the embeddings of retrieval.

Source: search service firewall page (as commonly documented; no page was read): while public
network access is on, an empty list of address rules admits all networks; one rule closes it to all
others.
"""

from ringfence.graph.azure.door_reading import (
    public_access,
    reading,
    secured_by_perimeter,
    sources,
    unless_listed,
)
from ringfence.graph.azure.doors import Door, Endpoint, Firewall
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_RULES = "properties.networkRuleSet.ipRules"


def _door(estate: Estate, service: Resource) -> Door:
    del estate
    listed = sources(service, _RULES)
    everyone, open_to_all = unless_listed(service, _RULES, listed)
    firewall = Firewall(
        holder=service,
        everyone=everyone,
        open_to_all=open_to_all,
        sources=listed,
        trusted=reading(service, "properties.networkRuleSet.bypass"),
    )
    return Door((public_access(service),), firewall, secured_by_perimeter(service))


ENDPOINT = Endpoint(
    types=("Microsoft.Search/searchServices",),
    door=_door,
    groups=frozenset({"searchservice"}),
    hosts=(".search.windows.net",),
)
