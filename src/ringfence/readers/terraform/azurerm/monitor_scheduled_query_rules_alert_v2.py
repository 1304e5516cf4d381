"""An alert on what a log query finds."""

from ringfence.readers.terraform.build import block, each, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_monitor_scheduled_query_rules_alert_v2",
    arm="Microsoft.Insights/scheduledQueryRules",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("scopes", to="properties.scopes"),
        flag("enabled", to="properties.enabled", default=True),
        number("severity", to="properties.severity"),
        move("evaluation_frequency", to="properties.evaluationFrequency"),
        move("window_duration", to="properties.windowSize"),
        each(
            "criteria",
            to="properties.criteria.allOf",
            parts=(
                move("query", to="query"),
                move("operator", to="operator"),
                number("threshold", to="threshold"),
                move("time_aggregation_method", to="timeAggregation"),
                move("metric_measure_column", to="metricMeasureColumn"),
            ),
        ),
        block("action", to="properties.actions", parts=(move("action_groups", to="actionGroups"),)),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_scheduled_query_rules_alert_v2" "egress" {
              name                 = "egress"
              resource_group_name  = "rg"
              location             = "westeurope"
              scopes               = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"]
              severity             = 1
              evaluation_frequency = "PT5M"
              window_duration      = "PT5M"
              criteria {
                query                   = "StorageBlobLogs | where OperationName == 'GetBlob'"
                operator                = "GreaterThan"
                threshold               = 100
                time_aggregation_method = "Count"
              }
              action {
                action_groups = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/soc"]
              }
            }
            """,
            {
                "properties.criteria.allOf[0].threshold": 100,
                "properties.criteria.allOf[0].query": "StorageBlobLogs | where OperationName == 'GetBlob'",
                "properties.scopes[0]": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
                "properties.actions.actionGroups[0]": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/soc",
                "properties.enabled": True,
            },
        ),
    ),
)
