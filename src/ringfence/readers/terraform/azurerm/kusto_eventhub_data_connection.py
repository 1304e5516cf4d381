"""Brings events of a hub into a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_kusto_eventhub_data_connection",
    arm="Microsoft.Kusto/clusters/databases/dataConnections",
    place=Under(
        "Microsoft.Kusto/clusters",
        "databases/{database_name}/dataConnections",
        names=("cluster_name",),
        group=True,
    ),
    parts=(
        LOCATION,
        Fixed("kind", "EventHub"),
        move("eventhub_id", to="properties.eventHubResourceId"),
        move("consumer_group", to="properties.consumerGroup"),
        move("table_name", to="properties.tableName"),
        move("identity_id", to="properties.managedIdentityResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_eventhub_data_connection" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              cluster_name = "adx"
              database_name = "logs"
              eventhub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns/eventhubs/prompts"
              consumer_group = "adx"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs/dataConnections/x",
                "kind": "EventHub",
                "properties.eventHubResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns/eventhubs/prompts",
            },
        ),
    ),
)
