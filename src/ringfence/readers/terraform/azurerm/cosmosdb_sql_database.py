"""A database of a Cosmos DB account."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_sql_database",
    arm="Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "sqlDatabases",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_sql_database" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/sqlDatabases/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
