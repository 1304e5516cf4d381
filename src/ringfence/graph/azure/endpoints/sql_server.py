"""SQL servers and their databases.

Source: Azure SQL firewall page (as commonly documented; no page was read): nothing gets in without
a rule; the rule from 0.0.0.0 to 0.0.0.0 admits all of Azure, other customers included.
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import public_access, ranged_rules, secured_by_perimeter
from ringfence.graph.azure.doors import Admitted, Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_TYPE = "Microsoft.Sql/servers"
_SUBNET = "properties.virtualNetworkSubnetId"


def _door(estate: Estate, server: Resource) -> Door:
    networks = tuple(
        Admitted(rule.look(_SUBNET), _SUBNET, rule.presence, rule)
        for rule in estate.inside(server.key, f"{_TYPE}/virtualNetworkRules")
    )
    firewall = replace(ranged_rules(estate, server, f"{_TYPE}/firewallRules"), subnets=networks)
    return Door((public_access(server),), firewall, secured_by_perimeter(server))


ENDPOINT = Endpoint(
    types=(_TYPE,),
    door=_door,
    groups=frozenset({"sqlserver"}),
    hosts=(".database.windows.net",),
)
