"""A user of the MongoDB interface of Cosmos DB. The password is never read."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import own_name

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_mongo_user_definition",
    arm="Microsoft.DocumentDB/databaseAccounts/mongodbUserDefinitions",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "mongodbUserDefinitions",
        ("cosmos_mongo_database_id",),
        name="username",
        above=1,
    ),
    parts=(
        move("username", to="properties.userName"),
        move("cosmos_mongo_database_id", to="properties.databaseName", convert=own_name),
        items("inherited_role_names", to="properties.roles", make=lambda role: {"role": role}),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_mongo_user_definition" "x" {
              cosmos_mongo_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos/mongodbDatabases/rag"
              username = "app"
              password = "not to be seen"
              inherited_role_names = ["reader"]
            }
            """,
            {
                "properties.roles[0].role": "reader",
                "properties.userName": "app",
                "properties.password": ABSENT,
            },
        ),
    ),
)
