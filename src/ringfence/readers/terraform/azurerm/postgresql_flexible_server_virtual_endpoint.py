"""One name for a PostgreSQL server and its replica."""

from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import own_name

MAPPING = Mapping(
    terraform="azurerm_postgresql_flexible_server_virtual_endpoint",
    arm="Microsoft.DBforPostgreSQL/flexibleServers/virtualEndpoints",
    place=Under(
        "Microsoft.DBforPostgreSQL/flexibleServers", "virtualEndpoints", ("source_server_id",)
    ),
    parts=(
        move("type", to="properties.endpointType"),
        items("replica_server_id", to="properties.members", make=own_name),
    ),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_flexible_server_virtual_endpoint" "x" {
              name = "x"
              source_server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg"
              replica_server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg2"
              type = "ReadWrite"
            }
            """,
            {
                "properties.endpointType": "ReadWrite",
                "properties.members": ["pg2"],
            },
        ),
    ),
)
