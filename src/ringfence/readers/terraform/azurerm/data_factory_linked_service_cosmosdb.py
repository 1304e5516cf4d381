"""A linked service of a data factory to Cosmos DB."""

from ringfence.readers.terraform.factories import connection, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_cosmosdb",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "CosmosDb",
        connection(),
        typed("account_endpoint", "accountEndpoint"),
        typed("database", "database"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_cosmosdb" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              account_endpoint = "https://cosmos.documents.azure.com:443/"
              account_key      = "not to be seen"
              database         = "rag"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "CosmosDb",
                "properties.typeProperties.accountEndpoint": "https://cosmos.documents.azure.com:443/",
                "properties.typeProperties.database": "rag",
            },
        ),
    ),
)
