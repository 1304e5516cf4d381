"""Addresses that a cluster of PostgreSQL admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_postgresql_firewall_rule",
    arm="Microsoft.DBforPostgreSQL/serverGroupsv2/firewallRules",
    place=Under("Microsoft.DBforPostgreSQL/serverGroupsv2", "firewallRules", ("cluster_id",)),
    parts=(*ADDRESSES,),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_postgresql_firewall_rule" "x" {
              name = "x"
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/serverGroupsv2/c"
              start_ip_address = "203.0.113.9"
              end_ip_address = "203.0.113.9"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.9",
            },
        ),
    ),
)
