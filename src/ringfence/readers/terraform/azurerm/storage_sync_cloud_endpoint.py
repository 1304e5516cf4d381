"""The file share of a sync group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_sync_cloud_endpoint",
    arm="Microsoft.StorageSync/storageSyncServices/syncGroups/cloudEndpoints",
    place=Under(
        "Microsoft.StorageSync/storageSyncServices/syncGroups",
        "cloudEndpoints",
        ("storage_sync_group_id",),
    ),
    parts=(
        move("storage_account_id", to="properties.storageAccountResourceId"),
        move("file_share_name", to="properties.azureFileShareName"),
        move("storage_account_tenant_id", to="properties.storageAccountTenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_sync_cloud_endpoint" "x" {
              name = "x"
              storage_sync_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss/syncGroups/g"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              file_share_name = "models"
            }
            """,
            {
                "properties.storageAccountResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.azureFileShareName": "models",
            },
        ),
    ),
)
