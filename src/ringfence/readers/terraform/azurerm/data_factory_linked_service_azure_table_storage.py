"""A linked service of a data factory to tables."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_table_storage",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureTableStorage", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_table_storage" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "AccountName=stother;AccountKey=a2V5"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureTableStorage",
                "properties.typeProperties.connectionString": "AccountName=stother",
            },
        ),
    ),
)
