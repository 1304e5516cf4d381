"""A dataset of a data factory: JSON."""

from ringfence.readers.terraform.factories import IN_BLOBS, ON_THE_WEB, dataset, in_factory
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_json",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("Json", IN_BLOBS, ON_THE_WEB),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_json" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              azure_blob_storage_location {
                container = "weights"
                path      = "v1"
                filename  = "m.bin"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "Json",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.location.container": "weights",
                "properties.typeProperties.location.type": "AzureBlobStorageLocation",
            },
        ),
    ),
)
