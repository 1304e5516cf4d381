"""Addresses that a SQL server admits; 0.0.0.0 is every customer of Azure."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_mssql_firewall_rule",
    arm="Microsoft.Sql/servers/firewallRules",
    place=Under("Microsoft.Sql/servers", "firewallRules", ("server_id",)),
    parts=ADDRESSES,
    examples=(
        Example(
            """
            resource "azurerm_mssql_firewall_rule" "office" {
              name             = "office"
              server_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              start_ip_address = "203.0.113.0"
              end_ip_address   = "203.0.113.255"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.0",
                "properties.endIpAddress": "203.0.113.255",
            },
        ),
    ),
)
