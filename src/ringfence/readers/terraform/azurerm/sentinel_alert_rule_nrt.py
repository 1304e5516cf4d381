"""A detection of Microsoft Sentinel that runs a query near real time."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_sentinel_alert_rule_nrt",
    arm="Microsoft.SecurityInsights/alertRules",
    place=On("log_analytics_workspace_id"),
    parts=(
        Fixed("kind", "NRT"),
        move("display_name", to="properties.displayName"),
        flag("enabled", to="properties.enabled", default=True),
        move("severity", to="properties.severity"),
        move("query", to="properties.query"),
        move("tactics", to="properties.tactics"),
        move("techniques", to="properties.techniques"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sentinel_alert_rule_nrt" "reads" {
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
                "kind": "NRT",
                "properties.enabled": False,
                "properties.tactics[0]": "Exfiltration",
            },
        ),
    ),
)
