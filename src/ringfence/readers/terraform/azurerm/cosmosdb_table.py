"""A table of a Cosmos DB account."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_table",
    arm="Microsoft.DocumentDB/databaseAccounts/tables",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "tables",
        names=("account_name",),
        group=True,
    ),
    parts=(number("throughput", to="properties.options.throughput"),),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_table" "chat" {
              name                = "history"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              throughput          = 400
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/tables/history",
                "properties.options.throughput": 400,
            },
        ),
    ),
)
