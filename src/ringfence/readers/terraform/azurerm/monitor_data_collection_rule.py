"""A data collection rule: what agents collect, and the stores that it is sent to."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

NAME = move("name", to="name")
STORE = (NAME, move("storage_account_id", to="storageAccountResourceId"))
EVENTS = (NAME, move("event_hub_id", to="eventHubResourceId"))
WORKSPACE = (NAME, move("workspace_resource_id", to="workspaceResourceId"))

MAPPING = Mapping(
    terraform="azurerm_monitor_data_collection_rule",
    arm="Microsoft.Insights/dataCollectionRules",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("kind", to="kind"),
        block(
            "destinations",
            to="properties.destinations",
            parts=(
                each("log_analytics", to="logAnalytics", parts=WORKSPACE),
                each("storage_blob", to="storageAccounts", parts=STORE),
                each("storage_blob_direct", to="storageBlobsDirect", parts=STORE),
                each("storage_table_direct", to="storageTablesDirect", parts=STORE),
                each("event_hub", to="eventHubs", parts=EVENTS),
                each("event_hub_direct", to="eventHubsDirect", parts=EVENTS),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_data_collection_rule" "syslog" {
              name                = "dcr"
              resource_group_name = "rg"
              location            = "westeurope"
              destinations {
                log_analytics {
                  name                  = "central"
                  workspace_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
                }
              }
              data_flow {
                streams      = ["Microsoft-Syslog"]
                destinations = ["central"]
              }
            }
            """,
            {
                "properties.destinations.logAnalytics": [
                    {
                        "name": "central",
                        "workspaceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
                    }
                ],
            },
        ),
    ),
)
