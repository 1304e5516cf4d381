"""A linked service of a data factory to Cosmos DB by the interface of MongoDB."""

from ringfence.readers.terraform.factories import connection, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_cosmosdb_mongoapi",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("CosmosDbMongoDbApi", connection(), typed("database", "database")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_cosmosdb_mongoapi" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "mongodb://cosmos.mongo.cosmos.azure.com"
              database          = "rag"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "CosmosDbMongoDbApi",
                "properties.typeProperties.database": "rag",
                "properties.typeProperties.connectionString": "mongodb://cosmos.mongo.cosmos.azure.com",
            },
        ),
    ),
)
