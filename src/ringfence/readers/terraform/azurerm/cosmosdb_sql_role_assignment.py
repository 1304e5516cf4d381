"""Grants a data-plane role of a Cosmos DB account."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_sql_role_assignment",
    arm="Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
    place=Under(
        "Microsoft.DocumentDB/databaseAccounts",
        "sqlRoleAssignments",
        names=("account_name",),
        group=True,
    ),
    parts=(
        move("principal_id", to="properties.principalId"),
        move("role_definition_id", to="properties.roleDefinitionId"),
        move("scope", to="properties.scope"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_sql_role_assignment" "app" {
              resource_group_name = "rg"
              account_name        = "cosmos-chat"
              principal_id        = "00000000-0000-0000-0000-000000000001"
              role_definition_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002"
              scope               = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat"
            }
            """,
            {"properties.principalId": "00000000-0000-0000-0000-000000000001"},
        ),
    ),
)
