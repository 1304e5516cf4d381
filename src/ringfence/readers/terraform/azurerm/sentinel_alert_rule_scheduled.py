"""A detection of Microsoft Sentinel that runs a query on a schedule."""

from ringfence.readers.terraform.build import flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_sentinel_alert_rule_scheduled",
    arm="Microsoft.SecurityInsights/alertRules",
    place=On("log_analytics_workspace_id"),
    parts=(
        Fixed("kind", "Scheduled"),
        move("display_name", to="properties.displayName"),
        flag("enabled", to="properties.enabled", default=True),
        move("severity", to="properties.severity"),
        move("query", to="properties.query"),
        move("tactics", to="properties.tactics"),
        move("techniques", to="properties.techniques"),
        move("query_frequency", to="properties.queryFrequency", default="PT5H"),
        move("query_period", to="properties.queryPeriod", default="PT5H"),
        move("trigger_operator", to="properties.triggerOperator", default="GreaterThan"),
        number("trigger_threshold", to="properties.triggerThreshold", default=0),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sentinel_alert_rule_scheduled" "reads" {
              name                       = "reads"
              log_analytics_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              display_name               = "mass read of weights"
              severity                   = "High"
              enabled                    = false
              query                      = "StorageBlobLogs | where OperationName == 'GetBlob'"
              tactics                    = ["Exfiltration"]
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log/providers/Microsoft.SecurityInsights/alertRules/reads",
                "kind": "Scheduled",
                "properties.enabled": False,
                "properties.tactics[0]": "Exfiltration",
                "properties.queryPeriod": "PT5H",
            },
        ),
    ),
)
