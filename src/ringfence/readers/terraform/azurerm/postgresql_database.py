"""A database of a single server of PostgreSQL."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_postgresql_database",
    arm="Microsoft.DBforPostgreSQL/servers/databases",
    place=Under(
        "Microsoft.DBforPostgreSQL/servers", "databases", names=("server_name",), group=True
    ),
    parts=(
        move("charset", to="properties.charset"),
        move("collation", to="properties.collation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_database" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "db"
              charset = "UTF8"
              collation = "C"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/servers/db/databases/x",
                "properties.charset": "UTF8",
            },
            provider=3,
        ),
    ),
)
