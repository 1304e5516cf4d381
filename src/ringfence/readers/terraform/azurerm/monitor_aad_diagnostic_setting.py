"""Where the logs of the directory go."""

from ringfence.readers.terraform.build import each, flag, joined, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InTenant

MAPPING = Mapping(
    terraform="azurerm_monitor_aad_diagnostic_setting",
    arm="microsoft.aadiam/diagnosticSettings",
    place=InTenant(),
    parts=(
        move("log_analytics_workspace_id", to="properties.workspaceId"),
        move("storage_account_id", to="properties.storageAccountId"),
        move("eventhub_authorization_rule_id", to="properties.eventHubAuthorizationRuleId"),
        move("eventhub_name", to="properties.eventHubName"),
        joined(
            each(
                "enabled_log",
                to="properties.logs",
                parts=(move("category", to="category"), Fixed("enabled", True)),
            ),
            each(
                "log",
                to="properties.logs",
                parts=(
                    move("category", to="category"),
                    flag("enabled", to="enabled", default=True),
                ),
            ),
            to="properties.logs",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_aad_diagnostic_setting" "entra" {
              name                       = "entra"
              log_analytics_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              enabled_log {
                category = "SignInLogs"
              }
            }
            """,
            {
                "id": "/providers/microsoft.aadiam/diagnosticSettings/entra",
                "properties.workspaceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
                "properties.logs[0].category": "SignInLogs",
                "properties.logs[0].enabled": True,
            },
        ),
    ),
)
