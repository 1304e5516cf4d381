"""A linked service of a data factory to a function app."""

from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_function",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureFunction", typed("url", "functionAppUrl")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_function" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              url = "https://func.azurewebsites.net"
              key = "not to be seen"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureFunction",
                "properties.typeProperties.functionAppUrl": "https://func.azurewebsites.net",
            },
        ),
    ),
)
