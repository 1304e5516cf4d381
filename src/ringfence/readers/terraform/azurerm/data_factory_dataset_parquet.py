"""A dataset of a data factory: Parquet files."""

from ringfence.readers.terraform.factories import IN_BLOBS, IN_LAKE, ON_THE_WEB, dataset, in_factory
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_parquet",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("Parquet", IN_BLOBS, IN_LAKE, ON_THE_WEB),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_parquet" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              azure_blob_fs_location {
                file_system = "corpus"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "Parquet",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.location.fileSystem": "corpus",
            },
        ),
    ),
)
