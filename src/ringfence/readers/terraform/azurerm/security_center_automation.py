"""What Defender for Cloud does with its alerts: where they are sent, what runs."""

from ringfence.readers.terraform.build import each, flag, items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

KINDS = {
    "logicapp": "LogicApp",
    "LogicApp": "LogicApp",
    "eventhub": "EventHub",
    "EventHub": "EventHub",
    "loganalytics": "Workspace",
    "LogAnalytics": "Workspace",
}

MAPPING = Mapping(
    terraform="azurerm_security_center_automation",
    arm="Microsoft.Security/automations",
    place=InGroup(),
    parts=(
        *COMMON,
        flag("enabled", to="properties.isEnabled", default=True),
        items("scopes", to="properties.scopes", make=lambda scope: {"scopePath": scope}),
        each("source", to="properties.sources", parts=(move("event_source", to="eventSource"),)),
        each(
            "action",
            to="properties.actions",
            parts=(
                move("type", to="actionType", convert=KINDS),
                move("resource_id", to="resource"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_security_center_automation" "alerts" {
              name                = "alerts"
              resource_group_name = "rg"
              location            = "westeurope"
              scopes              = ["/subscriptions/s"]
              source {
                event_source = "Alerts"
              }
              action {
                type        = "loganalytics"
                resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              }
            }
            """,
            {
                "properties.isEnabled": True,
                "properties.scopes[0].scopePath": "/subscriptions/s",
                "properties.actions[0].actionType": "Workspace",
                "properties.actions[0].resource": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
            },
        ),
    ),
)
