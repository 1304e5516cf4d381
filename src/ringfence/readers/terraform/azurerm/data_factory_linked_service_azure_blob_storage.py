"""A linked service of a data factory to blobs."""

from ringfence.readers.terraform.factories import (
    AS_APPLICATION,
    connection,
    in_factory,
    linked,
    typed,
)
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_blob_storage",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "AzureBlobStorage",
        connection(),
        connection("connection_string_insecure"),
        connection("sas_uri", "sasUri"),
        typed("service_endpoint", "serviceEndpoint"),
        typed("storage_kind", "accountKind"),
        *AS_APPLICATION,
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_blob_storage" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string        = "DefaultEndpointsProtocol=https;AccountName=stother;AccountKey=a2V5"
              integration_runtime_name = "managed"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureBlobStorage",
                "properties.typeProperties.connectionString": "DefaultEndpointsProtocol=https;AccountName=stother",
                "properties.connectVia.referenceName": "managed",
            },
        ),
    ),
)
