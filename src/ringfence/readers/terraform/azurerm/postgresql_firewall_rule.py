"""Addresses that a single server of PostgreSQL admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_postgresql_firewall_rule",
    arm="Microsoft.DBforPostgreSQL/servers/firewallRules",
    place=Under(
        "Microsoft.DBforPostgreSQL/servers", "firewallRules", names=("server_name",), group=True
    ),
    parts=(*ADDRESSES,),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_firewall_rule" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "db"
              start_ip_address = "203.0.113.1"
              end_ip_address = "203.0.113.7"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/servers/db/firewallRules/x",
                "properties.endIpAddress": "203.0.113.7",
            },
            provider=3,
        ),
    ),
)
