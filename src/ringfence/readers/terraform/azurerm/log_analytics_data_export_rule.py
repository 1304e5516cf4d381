"""Copies tables of a workspace to a store or an event hub, as they come in."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_log_analytics_data_export_rule",
    arm="Microsoft.OperationalInsights/workspaces/dataExports",
    place=Under(
        "Microsoft.OperationalInsights/workspaces", "dataExports", ("workspace_resource_id",)
    ),
    parts=(
        move("destination_resource_id", to="properties.destination.resourceId"),
        move("table_names", to="properties.tableNames"),
        flag("enabled", to="properties.enable", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_data_export_rule" "copy" {
              name                    = "copy"
              resource_group_name     = "rg"
              workspace_resource_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              destination_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              table_names             = ["AppTraces"]
              enabled                 = true
            }
            """,
            {
                "properties.destination.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.enable": True,
            },
        ),
    ),
)
