"""A linked service of a data factory to a file share."""

from ringfence.readers.terraform.factories import connection, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_file_storage",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "AzureFileStorage",
        connection(),
        typed("host", "host"),
        typed("file_share", "fileShare"),
        typed("user_id", "userId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_file_storage" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "AccountName=stother"
              file_share        = "models"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureFileStorage",
                "properties.typeProperties.connectionString": "AccountName=stother",
                "properties.typeProperties.fileShare": "models",
            },
        ),
    ),
)
