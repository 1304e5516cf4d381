"""Synapse workspaces: SQL pools, Spark and pipelines.

Source: Synapse firewall page (as commonly documented; no page was read): nothing gets in without a
rule; the rule from 0.0.0.0 to 0.0.0.0 admits all of Azure.
"""

from ringfence.graph.azure.door_reading import public_access, ranged_rules
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_TYPE = "Microsoft.Synapse/workspaces"


def _door(estate: Estate, workspace: Resource) -> Door:
    firewall = ranged_rules(estate, workspace, f"{_TYPE}/firewallRules")
    return Door((public_access(workspace),), firewall)


ENDPOINT = Endpoint(
    types=(_TYPE,),
    door=_door,
    groups=frozenset({"sql", "sqlondemand", "dev"}),
    hosts=(".sql.azuresynapse.net", ".dev.azuresynapse.net"),
)
