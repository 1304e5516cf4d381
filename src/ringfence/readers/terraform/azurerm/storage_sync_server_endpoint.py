"""A folder of a server that is kept like a file share."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_sync_server_endpoint",
    arm="Microsoft.StorageSync/storageSyncServices/syncGroups/serverEndpoints",
    place=Under(
        "Microsoft.StorageSync/storageSyncServices/syncGroups",
        "serverEndpoints",
        ("storage_sync_group_id",),
    ),
    parts=(
        move("registered_server_id", to="properties.serverResourceId"),
        move("server_local_path", to="properties.serverLocalPath"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_sync_server_endpoint" "x" {
              name = "x"
              storage_sync_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss/syncGroups/g"
              registered_server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss/registeredServers/r"
              server_local_path = "D:\\\\models"
            }
            """,
            {
                "properties.serverResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageSync/storageSyncServices/ss/registeredServers/r",
            },
        ),
    ),
)
