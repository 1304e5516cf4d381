"""A linked service of a data factory of any kind, as JSON."""

from ringfence.readers.terraform.build import block, document, move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_custom_service",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=(
        move("type", to="properties.type"),
        document("type_properties_json", to="properties.typeProperties"),
        block(
            "integration_runtime",
            to="properties.connectVia",
            parts=(move("name", to="referenceName"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_custom_service" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              type                 = "AzureBlobStorage"
              type_properties_json = jsonencode({ serviceEndpoint = "https://stother.blob.core.windows.net" })
              integration_runtime {
                name = "managed"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureBlobStorage",
                "properties.typeProperties.serviceEndpoint": "https://stother.blob.core.windows.net",
                "properties.connectVia.referenceName": "managed",
            },
        ),
    ),
)
