"""A database of a single server of MySQL."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mysql_database",
    arm="Microsoft.DBforMySQL/servers/databases",
    place=Under("Microsoft.DBforMySQL/servers", "databases", names=("server_name",), group=True),
    parts=(
        move("charset", to="properties.charset"),
        move("collation", to="properties.collation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mysql_database" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "db"
              charset = "UTF8"
              collation = "C"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMySQL/servers/db/databases/x",
                "properties.charset": "UTF8",
            },
            provider=3,
        ),
    ),
)
