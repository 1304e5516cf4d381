"""A database of a managed instance."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_managed_database",
    arm="Microsoft.Sql/managedInstances/databases",
    place=Under("Microsoft.Sql/managedInstances", "databases", ("managed_instance_id",)),
    parts=(
        block(
            "point_in_time_restore",
            to="",
            parts=(
                Fixed("properties.createMode", "PointInTimeRestore"),
                move("source_database_id", to="properties.sourceDatabaseId"),
                move("restore_point_in_time", to="properties.restorePointInTime"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_managed_database" "x" {
              name = "x"
              managed_instance_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi"
              point_in_time_restore {
                source_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi2/databases/crm"
                restore_point_in_time = "2026-01-01T00:00:00Z"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi/databases/x",
                "properties.sourceDatabaseId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi2/databases/crm",
            },
        ),
    ),
)
