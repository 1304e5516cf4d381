"""A database of a PostgreSQL server."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_postgresql_flexible_server_database",
    arm="Microsoft.DBforPostgreSQL/flexibleServers/databases",
    place=Under("Microsoft.DBforPostgreSQL/flexibleServers", "databases", ("server_id",)),
    parts=(move("charset", to="properties.charset", default="UTF8"),),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_flexible_server_database" "vectors" {
              name      = "vectors"
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/p"
              charset   = "UTF8"
            }
            """,
            {"properties.charset": "UTF8"},
        ),
    ),
)
