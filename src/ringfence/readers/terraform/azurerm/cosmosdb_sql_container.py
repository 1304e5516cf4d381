"""A container of a Cosmos DB database."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_sql_container",
    arm="Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "sqlDatabases/{database_name}/containers",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_sql_container" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              database_name       = "chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/sqlDatabases/chat/containers/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
