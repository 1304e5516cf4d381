"""A data-plane role of a Cosmos DB account."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_sql_role_definition",
    arm="Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "sqlRoleDefinitions",
        names=("account_name",),
        group=True,
        name="role_definition_id",
    ),
    parts=(
        move("name", to="properties.roleName"),
        move("type", to="properties.type", default="CustomRole"),
        move("assignable_scopes", to="properties.assignableScopes"),
        each(
            "permissions",
            to="properties.permissions",
            parts=(move("data_actions", to="dataActions"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_sql_role_definition" "reader" {
              name                = "reader"
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              assignable_scopes   = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat"]
              permissions {
                data_actions = ["Microsoft.DocumentDB/databaseAccounts/readMetadata"]
              }
            }
            """,
            {
                "properties.permissions[0].dataActions": [
                    "Microsoft.DocumentDB/databaseAccounts/readMetadata"
                ]
            },
        ),
    ),
)
