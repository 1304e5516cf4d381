"""How long one table of a workspace keeps what it holds."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_log_analytics_workspace_table",
    arm="Microsoft.OperationalInsights/workspaces/tables",
    place=Under("Microsoft.OperationalInsights/workspaces", "tables", ("workspace_id",)),
    parts=(
        number("retention_in_days", to="properties.retentionInDays"),
        number("total_retention_in_days", to="properties.totalRetentionInDays"),
        move("plan", to="properties.plan", default="Analytics"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_workspace_table" "blobs" {
              workspace_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              name                    = "StorageBlobLogs"
              retention_in_days       = 90
              total_retention_in_days = 730
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log/tables/StorageBlobLogs",
                "properties.totalRetentionInDays": 730,
                "properties.plan": "Analytics",
            },
        ),
    ),
)
