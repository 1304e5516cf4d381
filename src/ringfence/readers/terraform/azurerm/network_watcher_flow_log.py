"""A record of the connections of a network: addresses, no content."""

from ringfence.readers.terraform.build import block, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_watcher_flow_log",
    arm="Microsoft.Network/networkWatchers/flowLogs",
    place=Under(
        "Microsoft.Network/networkWatchers",
        "flowLogs",
        names=("network_watcher_name",),
        group=True,
    ),
    parts=(
        *COMMON,
        move(
            "target_resource_id",
            "network_security_group_id",
            to="properties.targetResourceId",
        ),
        move("storage_account_id", to="properties.storageId"),
        flag("enabled", to="properties.enabled"),
        block(
            "retention_policy",
            to="properties.retentionPolicy",
            parts=(flag("enabled", to="enabled"), number("days", to="days")),
        ),
        block(
            "traffic_analytics",
            to="properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration",
            parts=(
                flag("enabled", to="enabled"),
                move("workspace_id", to="workspaceId"),
                move("workspace_region", to="workspaceRegion"),
                move("workspace_resource_id", to="workspaceResourceId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_watcher_flow_log" "llm" {
              name                 = "llm"
              network_watcher_name = "nw"
              resource_group_name  = "rg"
              target_resource_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
              storage_account_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              enabled              = true
              retention_policy {
                enabled = true
                days    = 7
              }
              traffic_analytics {
                enabled               = true
                workspace_id          = "00000000-0000-0000-0000-0000000000aa"
                workspace_region      = "westeurope"
                workspace_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              }
            }
            """,
            {
                "properties.storageId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.enabled": True,
                "properties.retentionPolicy.days": 7,
                "properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled": True,
            },
        ),
    ),
)
