"""Copies databases of a SQL server elsewhere, in the form of older providers."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_sql_failover_group",
    arm="Microsoft.Sql/servers/failoverGroups",
    place=Under("Microsoft.Sql/servers", "failoverGroups", names=("server_name",), group=True),
    parts=(
        TAGS,
        each("partner_servers", to="properties.partnerServers", parts=(move("id", to="id"),)),
        move("databases", to="properties.databases"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sql_failover_group" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "sql"
              partner_servers {
                id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/b"
              }
              read_write_endpoint_failover_policy {
                mode = "Manual"
              }
            }
            """,
            {
                "properties.partnerServers[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/b",
            },
            provider=3,
        ),
    ),
)
