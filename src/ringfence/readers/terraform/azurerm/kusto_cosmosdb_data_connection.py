"""Brings the documents of a container into a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION
from ringfence.readers.terraform.streams import within

MAPPING = Mapping(
    terraform="azurerm_kusto_cosmosdb_data_connection",
    arm="Microsoft.Kusto/clusters/databases/dataConnections",
    place=Under("Microsoft.Kusto/clusters/databases", "dataConnections", ("kusto_database_id",)),
    parts=(
        LOCATION,
        Fixed("kind", "CosmosDb"),
        within(
            "cosmosdb_container_id",
            "properties",
            "cosmosDbAccountResourceId",
            sqlDatabases="cosmosDbDatabase",
            containers="cosmosDbContainer",
        ),
        move("managed_identity_id", to="properties.managedIdentityResourceId"),
        move("table_name", to="properties.tableName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_cosmosdb_data_connection" "x" {
              name = "x"
              location = "westeurope"
              kusto_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs"
              cosmosdb_container_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos/sqlDatabases/rag/containers/c"
              managed_identity_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx"
              table_name = "t"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs/dataConnections/x",
                "kind": "CosmosDb",
                "properties.cosmosDbAccountResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos",
                "properties.cosmosDbDatabase": "rag",
                "properties.cosmosDbContainer": "c",
            },
        ),
    ),
)
