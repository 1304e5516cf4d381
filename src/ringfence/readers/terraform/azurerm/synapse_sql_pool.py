"""A dedicated SQL pool of a Synapse workspace."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_synapse_sql_pool",
    arm="Microsoft.Synapse/workspaces/sqlPools",
    place=Under("Microsoft.Synapse/workspaces", "sqlPools", ("synapse_workspace_id",)),
    parts=(
        TAGS,
        move("sku_name", to="sku.name"),
        move(
            "storage_account_type",
            to="properties.storageAccountType",
            default=Since({3: "GRS", 4: ABSENT, 5: ABSENT}),
        ),
        move("create_mode", to="properties.createMode", default="Default"),
        block(
            "restore",
            to="",
            parts=(
                move("source_database_id", to="properties.sourceDatabaseId"),
                move("point_in_time", to="properties.restorePointInTime"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_sql_pool" "x" {
              name = "x"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              sku_name = "DW100c"
              storage_account_type = "LRS"
              create_mode = "PointInTimeRestore"
              restore {
                source_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/other/sqlPools/crm"
                point_in_time = "2026-01-01T00:00:00Z"
              }
            }
            """,
            {
                "sku.name": "DW100c",
                "properties.storageAccountType": "LRS",
                "properties.sourceDatabaseId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/other/sqlPools/crm",
            },
        ),
    ),
)
