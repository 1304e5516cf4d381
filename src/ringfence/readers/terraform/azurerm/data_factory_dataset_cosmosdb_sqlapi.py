"""A dataset of a data factory: a container of Cosmos DB."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_cosmosdb_sqlapi",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("CosmosDbSqlApiCollection", typed("collection_name", "collectionName")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_cosmosdb_sqlapi" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              collection_name = "rag"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "CosmosDbSqlApiCollection",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.collectionName": "rag",
            },
        ),
    ),
)
