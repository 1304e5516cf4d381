"""A Cassandra keyspace of a Cosmos DB account."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_cassandra_keyspace",
    arm="Microsoft.DocumentDB/databaseAccounts/cassandraKeyspaces",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "cassandraKeyspaces",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_cassandra_keyspace" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/cassandraKeyspaces/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
