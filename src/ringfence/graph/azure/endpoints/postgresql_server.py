"""PostgreSQL and MySQL flexible servers: vector stores and application data.

Source: flexible server networking pages (as commonly documented; no page was read): a server in a
delegated subnet has no public side at all; any other takes firewall rules, where 0.0.0.0 admits all
of Azure.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import own_subnet, public_access, ranged_rules
from ringfence.graph.azure.doors import Door, Endpoint, Presence
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_SUBNET = "properties.network.delegatedSubnetResourceId"


def _door(estate: Estate, server: Resource) -> Door:
    gates = (
        own_subnet(server, _SUBNET),
        public_access(server, "properties.network.publicNetworkAccess"),
    )
    return Door(gates, ranged_rules(estate, server, f"{server.type}/firewallRules"))


def _presences(estate: Estate, server: Resource) -> Iterable[Presence]:
    del estate
    return [Presence(server.look(_SUBNET), server, _SUBNET, ports=((3306, 3306), (5432, 6432)))]


ENDPOINT = Endpoint(
    types=("Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforMySQL/flexibleServers"),
    door=_door,
    presences=_presences,
    groups=frozenset({"postgresqlserver", "mysqlserver"}),
    hosts=(".postgres.database.azure.com", ".mysql.database.azure.com"),
)
