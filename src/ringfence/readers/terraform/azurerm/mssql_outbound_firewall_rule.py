"""A host that a SQL server may send to where its way out is restricted."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_outbound_firewall_rule",
    arm="Microsoft.Sql/servers/outboundFirewallRules",
    place=Under("Microsoft.Sql/servers", "outboundFirewallRules", ("server_id",)),
    examples=(
        Example(
            """
            resource "azurerm_mssql_outbound_firewall_rule" "x" {
              name = "x"
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/outboundFirewallRules/x",
            },
        ),
    ),
)
