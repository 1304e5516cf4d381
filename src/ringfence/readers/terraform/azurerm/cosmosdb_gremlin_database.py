"""A graph database of a Cosmos DB account."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_gremlin_database",
    arm="Microsoft.DocumentDB/databaseAccounts/gremlinDatabases",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "gremlinDatabases",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_gremlin_database" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/gremlinDatabases/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
