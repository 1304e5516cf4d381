"""Brings records of an account into a workspace. The key of the account is never read."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_log_analytics_storage_insights",
    arm="Microsoft.OperationalInsights/workspaces/storageInsightConfigs",
    place=Under(
        "Microsoft.OperationalInsights/workspaces", "storageInsightConfigs", ("workspace_id",)
    ),
    parts=(
        reference("storage_account_id", to="properties.storageAccount"),
        move("blob_container_names", to="properties.containers"),
        move("table_names", to="properties.tables"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_storage_insights" "x" {
              name = "x"
              resource_group_name = "rg"
              workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              storage_account_key = "not to be seen"
              blob_container_names = ["wad-iis"]
            }
            """,
            {
                "properties.storageAccount.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.containers": ["wad-iis"],
            },
        ),
    ),
)
