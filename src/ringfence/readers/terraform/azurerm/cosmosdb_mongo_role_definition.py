"""A role of the MongoDB interface of Cosmos DB."""

from ringfence.readers.terraform.build import block, each, items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import own_name

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_mongo_role_definition",
    arm="Microsoft.DocumentDB/databaseAccounts/mongodbRoleDefinitions",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "mongodbRoleDefinitions",
        ("cosmos_mongo_database_id",),
        name="role_name",
        above=1,
    ),
    parts=(
        move("role_name", to="properties.roleName"),
        move("cosmos_mongo_database_id", to="properties.databaseName", convert=own_name),
        items("inherited_role_names", to="properties.roles", make=lambda role: {"role": role}),
        each(
            "privilege",
            to="properties.privileges",
            parts=(
                move("actions", to="actions"),
                block(
                    "resource",
                    to="resource",
                    parts=(move("collection_name", to="collection"), move("db_name", to="db")),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_mongo_role_definition" "x" {
              cosmos_mongo_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos/mongodbDatabases/rag"
              role_name = "reader"
              privilege {
                actions = ["find"]
                resource {
                  db_name = "rag"
                }
              }
            }
            """,
            {
                "properties.privileges[0].actions": ["find"],
                "properties.databaseName": "rag",
            },
        ),
    ),
)
