"""Addresses that a SQL server admits, in the form of older providers."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_sql_firewall_rule",
    arm="Microsoft.Sql/servers/firewallRules",
    place=Under("Microsoft.Sql/servers", "firewallRules", names=("server_name",), group=True),
    parts=(*ADDRESSES,),
    examples=(
        Example(
            """
            resource "azurerm_sql_firewall_rule" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "sql"
              start_ip_address = "203.0.113.1"
              end_ip_address = "203.0.113.7"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.1",
            },
            provider=3,
        ),
    ),
)
