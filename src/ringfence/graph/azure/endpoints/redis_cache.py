"""Redis caches: sessions, embeddings, prompts.

Source: cache network isolation page (as commonly documented; no page was read): without firewall
rules all networks get in; a cache in a subnet is reached through that subnet's network only.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import own_subnet, public_access, ranged_rules
from ringfence.graph.azure.doors import Door, Endpoint, Presence
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_TYPE = "Microsoft.Cache/redis"
_SUBNET = "properties.subnetId"


def _door(estate: Estate, cache: Resource) -> Door:
    firewall = ranged_rules(
        estate, cache, f"{_TYPE}/firewallRules", names=("startIP", "endIP"), empty_is_open=True
    )
    return Door((own_subnet(cache, _SUBNET), public_access(cache)), firewall)


def _presences(estate: Estate, cache: Resource) -> Iterable[Presence]:
    del estate
    return [Presence(cache.look(_SUBNET), cache, _SUBNET, ports=((6379, 6380),))]


ENDPOINT = Endpoint(
    types=(_TYPE,),
    door=_door,
    presences=_presences,
    groups=frozenset({"rediscache"}),
    hosts=(".redis.cache.windows.net",),
)
