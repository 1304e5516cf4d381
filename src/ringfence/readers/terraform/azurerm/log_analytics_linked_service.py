"""What a workspace is joined with: an automation account that reads it, a cluster that holds it."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_log_analytics_linked_service",
    arm="Microsoft.OperationalInsights/workspaces/linkedServices",
    place=Under("Microsoft.OperationalInsights/workspaces", "linkedServices", ("workspace_id",)),
    parts=(
        move("read_access_id", to="properties.resourceId"),
        move("write_access_id", to="properties.writeAccessResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_linked_service" "x" {
              resource_group_name = "rg"
              workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              read_access_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa"
            }
            """,
            {
                "properties.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa",
            },
        ),
    ),
)
