"""What Microsoft Sentinel does with an incident."""

from ringfence.readers.terraform.build import each, flag, joined, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_sentinel_automation_rule",
    arm="Microsoft.SecurityInsights/automationRules",
    place=On("log_analytics_workspace_id"),
    parts=(
        move("display_name", to="properties.displayName"),
        number("order", to="properties.order"),
        flag("enabled", to="properties.triggeringLogic.isEnabled", default=True),
        move("triggers_on", to="properties.triggeringLogic.triggersOn", default="Incidents"),
        move("triggers_when", to="properties.triggeringLogic.triggersWhen", default="Created"),
        joined(
            each(
                "action_playbook",
                to="properties.actions",
                parts=(
                    Fixed("actionType", "RunPlaybook"),
                    number("order", to="order"),
                    move("logic_app_id", to="actionConfiguration.logicAppResourceId"),
                    move("tenant_id", to="actionConfiguration.tenantId"),
                ),
            ),
            each(
                "action_incident",
                to="properties.actions",
                parts=(
                    Fixed("actionType", "ModifyProperties"),
                    number("order", to="order"),
                    move("status", to="actionConfiguration.status"),
                    move("severity", to="actionConfiguration.severity"),
                ),
            ),
            to="properties.actions",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sentinel_automation_rule" "contain" {
              name                       = "56094f72-ac3f-40e7-a0c0-47bd95f70336"
              log_analytics_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              display_name               = "contain"
              order                      = 1
              action_playbook {
                logic_app_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Logic/workflows/contain"
                order        = 1
              }
            }
            """,
            {
                "properties.actions[0].actionType": "RunPlaybook",
                "properties.actions[0].actionConfiguration.logicAppResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Logic/workflows/contain",
                "properties.triggeringLogic.isEnabled": True,
            },
        ),
    ),
)
