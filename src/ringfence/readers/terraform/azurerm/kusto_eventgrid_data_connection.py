"""Brings the blobs of an account into a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_kusto_eventgrid_data_connection",
    arm="Microsoft.Kusto/clusters/databases/dataConnections",
    place=Under(
        "Microsoft.Kusto/clusters",
        "databases/{database_name}/dataConnections",
        names=("cluster_name",),
        group=True,
    ),
    parts=(
        LOCATION,
        Fixed("kind", "EventGrid"),
        move("storage_account_id", to="properties.storageAccountResourceId"),
        move("eventhub_id", to="properties.eventHubResourceId"),
        move(
            "managed_identity_id",
            "managed_identity_resource_id",
            to="properties.managedIdentityResourceId",
        ),
        move("table_name", to="properties.tableName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_eventgrid_data_connection" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              cluster_name = "adx"
              database_name = "logs"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              eventhub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns/eventhubs/e"
              eventhub_consumer_group_name = "adx"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs/dataConnections/x",
                "kind": "EventGrid",
                "properties.storageAccountResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
            },
        ),
    ),
)
