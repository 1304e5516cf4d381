"""A graph of a Cosmos DB graph database."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_gremlin_graph",
    arm="Microsoft.DocumentDB/databaseAccounts/gremlinDatabases/graphs",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "gremlinDatabases/{database_name}/graphs",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_gremlin_graph" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              database_name       = "chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/gremlinDatabases/chat/graphs/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
