"""A database of a MySQL server."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mysql_flexible_database",
    arm="Microsoft.DBforMySQL/flexibleServers/databases",
    place=Under(
        "Microsoft.DBforMySQL/flexibleServers", "databases", names=("server_name",), group=True
    ),
    parts=(
        move("charset", to="properties.charset"),
        move("collation", to="properties.collation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mysql_flexible_database" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "my"
              charset = "utf8"
              collation = "utf8_unicode_ci"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMySQL/flexibleServers/my/databases/x",
                "properties.charset": "utf8",
            },
        ),
    ),
)
