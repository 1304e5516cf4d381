"""An alert on a metric of one or more resources."""

from ringfence.readers.terraform.build import each, flag, joined, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

CRITERION = (
    move("metric_namespace", to="metricNamespace"),
    move("metric_name", to="metricName"),
    move("aggregation", to="timeAggregation"),
    move("operator", to="operator"),
    each(
        "dimension",
        to="dimensions",
        parts=(
            move("name", to="name"),
            move("operator", to="operator"),
            move("values", to="values"),
        ),
    ),
)

MAPPING = Mapping(
    terraform="azurerm_monitor_metric_alert",
    arm="Microsoft.Insights/metricAlerts",
    place=InGroup(),
    parts=(
        TAGS,
        Fixed("location", "global"),
        move("scopes", to="properties.scopes"),
        flag("enabled", to="properties.enabled", default=True),
        number("severity", to="properties.severity", default=3),
        move("frequency", to="properties.evaluationFrequency", default="PT1M"),
        move("window_size", to="properties.windowSize", default="PT5M"),
        move("target_resource_type", to="properties.targetResourceType"),
        joined(
            each(
                "criteria",
                to="properties.criteria.allOf",
                parts=(
                    Fixed("criterionType", "StaticThresholdCriterion"),
                    *CRITERION,
                    move("threshold", to="threshold"),
                ),
            ),
            each(
                "dynamic_criteria",
                to="properties.criteria.allOf",
                parts=(
                    Fixed("criterionType", "DynamicThresholdCriterion"),
                    *CRITERION,
                    move("alert_sensitivity", to="alertSensitivity"),
                ),
            ),
            to="properties.criteria.allOf",
        ),
        each(
            "action", to="properties.actions", parts=(move("action_group_id", to="actionGroupId"),)
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_metric_alert" "egress" {
              name                = "egress"
              resource_group_name = "rg"
              scopes              = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"]
              criteria {
                metric_namespace = "Microsoft.Storage/storageAccounts"
                metric_name      = "Egress"
                aggregation      = "Total"
                operator         = "GreaterThan"
                threshold        = 1000000000
              }
              action {
                action_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/soc"
              }
            }
            """,
            {
                "properties.criteria.allOf[0].metricName": "Egress",
                "properties.criteria.allOf[0].criterionType": "StaticThresholdCriterion",
                "properties.criteria.allOf[0].threshold": 1000000000,
                "properties.enabled": True,
                "properties.actions[0].actionGroupId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/soc",
            },
        ),
    ),
)
