"""Copies databases of a SQL server to a server elsewhere."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_mssql_failover_group",
    arm="Microsoft.Sql/servers/failoverGroups",
    place=Under("Microsoft.Sql/servers", "failoverGroups", ("server_id",)),
    parts=(
        TAGS,
        each("partner_server", to="properties.partnerServers", parts=(move("id", to="id"),)),
        move("databases", to="properties.databases"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_failover_group" "crm" {
              name      = "crm"
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              databases = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/crm"]
              partner_server {
                id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/other"
              }
              read_write_endpoint_failover_policy {
                mode = "Manual"
              }
            }
            """,
            {
                "properties.partnerServers[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/other"
            },
        ),
    ),
)
