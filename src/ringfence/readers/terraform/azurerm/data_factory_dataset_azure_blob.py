"""A dataset of a data factory: blobs."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_azure_blob",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("AzureBlob", typed("path", "folderPath"), typed("filename", "fileName")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_azure_blob" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              path = "weights"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "AzureBlob",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.folderPath": "weights",
            },
        ),
    ),
)
