"""PostgreSQL flexible servers: vector stores and application data.

Source: flexible server networking pages (read 2026-11-20): a server in a delegated subnet has no
public side at all; any other takes firewall rules, where 0.0.0.0 admits all of Azure.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import own_subnet, public_access, ranged_rules
from ringfence.graph.azure.doors import Door, Endpoint, Presence
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_TYPE = "Microsoft.DBforPostgreSQL/flexibleServers"
_SUBNET = "properties.network.delegatedSubnetResourceId"


def _door(estate: Estate, server: Resource) -> Door:
    gates = (
        own_subnet(server, _SUBNET),
        public_access(server, "properties.network.publicNetworkAccess"),
    )
    return Door(gates, ranged_rules(estate, server, f"{_TYPE}/firewallRules"))


def _presences(estate: Estate, server: Resource) -> Iterable[Presence]:
    del estate
    return [Presence(server.look(_SUBNET), server, _SUBNET, ports=((5432, 6432),))]


ENDPOINT = Endpoint(
    types=(_TYPE,),
    door=_door,
    presences=_presences,
    groups=frozenset({"postgresqlserver"}),
    hosts=(".postgres.database.azure.com",),
)
