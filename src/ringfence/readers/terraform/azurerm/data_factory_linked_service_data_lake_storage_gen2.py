"""A linked service of a data factory to a data lake."""

from ringfence.readers.terraform.factories import AS_APPLICATION_OF, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_data_lake_storage_gen2",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureBlobFS", typed("url", "url"), *AS_APPLICATION_OF),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_data_lake_storage_gen2" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              url                  = "https://stother.dfs.core.windows.net"
              use_managed_identity = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureBlobFS",
                "properties.typeProperties.url": "https://stother.dfs.core.windows.net",
            },
        ),
    ),
)
