"""Addresses that a PostgreSQL server admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_postgresql_flexible_server_firewall_rule",
    arm="Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
    place=Under("Microsoft.DBforPostgreSQL/flexibleServers", "firewallRules", ("server_id",)),
    parts=ADDRESSES,
    examples=(
        Example(
            """
            resource "azurerm_postgresql_flexible_server_firewall_rule" "office" {
              name             = "office"
              server_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/p"
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
