"""A linked service of a data factory to a search service."""

from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_search",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureSearch", typed("url", "url")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_search" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              url                = "https://srch.search.windows.net"
              search_service_key = "not to be seen"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureSearch",
                "properties.typeProperties.url": "https://srch.search.windows.net",
            },
        ),
    ),
)
