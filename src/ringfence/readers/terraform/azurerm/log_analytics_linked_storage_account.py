"""The customer's own store for what a workspace keeps beside its tables."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_log_analytics_linked_storage_account",
    arm="Microsoft.OperationalInsights/workspaces/linkedStorageAccounts",
    place=Under(
        "Microsoft.OperationalInsights/workspaces",
        "linkedStorageAccounts",
        ("workspace_id", "workspace_resource_id"),
        name="data_source_type",
    ),
    parts=(move("storage_account_ids", to="properties.storageAccountIds"),),
    name="data_source_type",
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_linked_storage_account" "query" {
              data_source_type      = "Query"
              resource_group_name   = "rg"
              workspace_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              storage_account_ids   = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"]
            }
            """,
            {
                "properties.storageAccountIds": [
                    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
                ]
            },
        ),
    ),
)
