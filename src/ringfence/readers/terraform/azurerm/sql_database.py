"""A database of a SQL server, in the form of older providers."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_sql_database",
    arm="Microsoft.Sql/servers/databases",
    place=Under("Microsoft.Sql/servers", "databases", names=("server_name",), group=True),
    parts=(
        *COMMON,
        move("create_mode", to="properties.createMode", default="Default"),
        move("source_database_id", to="properties.sourceDatabaseId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sql_database" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              server_name = "sql"
              create_mode = "OnlineSecondary"
              source_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/a/databases/crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/x",
                "properties.sourceDatabaseId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/a/databases/crm",
            },
            provider=3,
        ),
    ),
)
