"""A container that a storage mover writes."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_mover_target_endpoint",
    arm="Microsoft.StorageMover/storageMovers/endpoints",
    place=Under("Microsoft.StorageMover/storageMovers", "endpoints", ("storage_mover_id",)),
    parts=(
        Fixed("properties.endpointType", "AzureStorageBlobContainer"),
        move("storage_account_id", to="properties.storageAccountResourceId"),
        move("storage_container_name", to="properties.blobContainerName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_mover_target_endpoint" "x" {
              name = "x"
              storage_mover_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageMover/storageMovers/mv"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              storage_container_name = "corpus"
            }
            """,
            {
                "properties.storageAccountResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.blobContainerName": "corpus",
            },
        ),
    ),
)
