"""The administrator of a managed instance."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_managed_instance_active_directory_administrator",
    arm="Microsoft.Sql/managedInstances/administrators",
    place=Under(
        "Microsoft.Sql/managedInstances",
        "administrators/ActiveDirectory",
        ("managed_instance_id",),
        name="",
    ),
    parts=(
        Fixed("properties.administratorType", "ActiveDirectory"),
        move("login_username", to="properties.login"),
        move("object_id", to="properties.sid"),
        move("tenant_id", to="properties.tenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_managed_instance_active_directory_administrator" "x" {
              managed_instance_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi"
              login_username = "admins"
              object_id = "00000000-0000-0000-0000-000000000001"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "properties.sid": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
