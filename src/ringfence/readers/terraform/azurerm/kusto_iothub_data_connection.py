"""Brings messages of an IoT hub into a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_kusto_iothub_data_connection",
    arm="Microsoft.Kusto/clusters/databases/dataConnections",
    place=Under(
        "Microsoft.Kusto/clusters",
        "databases/{database_name}/dataConnections",
        names=("cluster_name",),
        group=True,
    ),
    parts=(
        LOCATION,
        Fixed("kind", "IotHub"),
        move("iothub_id", to="properties.iotHubResourceId"),
        move("consumer_group", to="properties.consumerGroup"),
        move("shared_access_policy_name", to="properties.sharedAccessPolicyName"),
        move("table_name", to="properties.tableName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_iothub_data_connection" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              cluster_name = "adx"
              database_name = "logs"
              iothub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Devices/IotHubs/iot"
              consumer_group = "adx"
              shared_access_policy_name = "p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs/dataConnections/x",
                "kind": "IotHub",
                "properties.iotHubResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Devices/IotHubs/iot",
            },
        ),
    ),
)
