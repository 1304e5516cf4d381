"""An administrator of a PostgreSQL server."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_postgresql_flexible_server_active_directory_administrator",
    arm="Microsoft.DBforPostgreSQL/flexibleServers/administrators",
    place=Under(
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "administrators",
        names=("server_name",),
        group=True,
        name="object_id",
    ),
    parts=(
        move("principal_name", to="properties.principalName"),
        move("principal_type", to="properties.principalType"),
        move("tenant_id", to="properties.tenantId"),
        move("object_id", to="properties.objectId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_flexible_server_active_directory_administrator" "x" {
              resource_group_name = "rg"
              server_name = "pg"
              object_id = "00000000-0000-0000-0000-000000000001"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
              principal_name = "admins"
              principal_type = "Group"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg/administrators/00000000-0000-0000-0000-000000000001",
                "properties.principalName": "admins",
                "properties.objectId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
