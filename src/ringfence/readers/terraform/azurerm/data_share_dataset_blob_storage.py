"""What a share gives away: blobs."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_share_dataset_blob_storage",
    arm="Microsoft.DataShare/accounts/shares/dataSets",
    place=Under("Microsoft.DataShare/accounts/shares", "dataSets", ("data_share_id",)),
    parts=(
        Fixed("kind", "Container"),
        move("container_name", to="properties.containerName"),
        block(
            "storage_account",
            to="",
            parts=(
                move("name", to="properties.storageAccountName"),
                move("resource_group_name", to="properties.resourceGroup"),
                move("subscription_id", to="properties.subscriptionId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_share_dataset_blob_storage" "x" {
              name = "x"
              data_share_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s"
              container_name = "weights"
              storage_account {
                name = "st"
                resource_group_name = "rg"
                subscription_id = "00000000-0000-0000-0000-00000000000a"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s/dataSets/x",
                "kind": "Container",
                "properties.storageAccountName": "st",
                "properties.containerName": "weights",
            },
        ),
    ),
)
