"""A share and the servers that are kept like it."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_sync_group",
    arm="Microsoft.StorageSync/storageSyncServices/syncGroups",
    place=Under("Microsoft.StorageSync/storageSyncServices", "syncGroups", ("storage_sync_id",)),
    examples=(
        Example(
            """
            resource "azurerm_storage_sync_group" "x" {
              name = "x"
              storage_sync_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss/syncGroups/x",
            },
        ),
    ),
)
