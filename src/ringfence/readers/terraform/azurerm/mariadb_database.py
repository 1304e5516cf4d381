"""A database of a single server of MariaDB."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mariadb_database",
    arm="Microsoft.DBforMariaDB/servers/databases",
    place=Under("Microsoft.DBforMariaDB/servers", "databases", names=("server_name",), group=True),
    parts=(
        move("charset", to="properties.charset"),
        move("collation", to="properties.collation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mariadb_database" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "db"
              charset = "UTF8"
              collation = "C"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMariaDB/servers/db/databases/x",
                "properties.charset": "UTF8",
            },
            provider=3,
        ),
    ),
)
