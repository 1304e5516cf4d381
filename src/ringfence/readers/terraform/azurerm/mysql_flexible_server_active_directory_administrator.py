"""The administrator of a MySQL server."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mysql_flexible_server_active_directory_administrator",
    arm="Microsoft.DBforMySQL/flexibleServers/administrators",
    place=Under(
        "Microsoft.DBforMySQL/flexibleServers",
        "administrators/ActiveDirectory",
        ("server_id",),
        name="",
    ),
    parts=(
        Fixed("properties.administratorType", "ActiveDirectory"),
        move("identity_id", to="properties.identityResourceId"),
        move("login", to="properties.login"),
        move("object_id", to="properties.sid"),
        move("tenant_id", to="properties.tenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mysql_flexible_server_active_directory_administrator" "x" {
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMySQL/flexibleServers/my"
              identity_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
              login = "admins"
              object_id = "00000000-0000-0000-0000-000000000001"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "properties.sid": "00000000-0000-0000-0000-000000000001",
                "properties.login": "admins",
            },
        ),
    ),
)
