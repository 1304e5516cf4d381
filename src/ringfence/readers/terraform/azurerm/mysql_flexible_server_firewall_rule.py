"""Addresses that a MySQL server admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_mysql_flexible_server_firewall_rule",
    arm="Microsoft.DBforMySQL/flexibleServers/firewallRules",
    place=Under(
        "Microsoft.DBforMySQL/flexibleServers",
        "firewallRules",
        names=("server_name",),
        group=True,
    ),
    parts=ADDRESSES,
    examples=(
        Example(
            """
            resource "azurerm_mysql_flexible_server_firewall_rule" "office" {
              name                = "office"
              server_name         = "mysql-crm"
              resource_group_name = "rg"
              start_ip_address    = "203.0.113.0"
              end_ip_address      = "203.0.113.255"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.0",
                "properties.endIpAddress": "203.0.113.255",
            },
        ),
    ),
)
