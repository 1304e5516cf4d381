"""A collection of a MongoDB database."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_mongo_collection",
    arm="Microsoft.DocumentDB/databaseAccounts/mongodbDatabases/collections",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "mongodbDatabases/{database_name}/collections",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_mongo_collection" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              database_name       = "chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/mongodbDatabases/chat/collections/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
