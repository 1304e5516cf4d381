"""Data Explorer clusters: telemetry, prompts, embeddings.

Source: cluster network pages (as commonly documented; no page was read): `publicNetworkAccess`
decides; with `allowedIpRangeList` only its ranges get in.
"""

from ringfence.graph.azure.door_reading import public_access, sources, unless_listed
from ringfence.graph.azure.doors import Door, Endpoint, Firewall
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_RANGES = "properties.allowedIpRangeList"


def _door(estate: Estate, cluster: Resource) -> Door:
    del estate
    listed = sources(cluster, _RANGES)
    everyone, open_to_all = unless_listed(cluster, _RANGES, listed)
    firewall = Firewall(cluster, everyone, open_to_all, listed)
    return Door((public_access(cluster),), firewall)


ENDPOINT = Endpoint(
    types=("Microsoft.Kusto/clusters",),
    door=_door,
    groups=frozenset({"cluster"}),
    hosts=(".kusto.windows.net",),
)
