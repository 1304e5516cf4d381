"""A diagnostic setting: which logs of a resource go where."""

from ringfence.readers.terraform.build import each, flag, joined, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

LOGS = "properties.logs"
CATEGORY = (move("category", to="category"), move("category_group", to="categoryGroup"))

MAPPING = Mapping(
    terraform="azurerm_monitor_diagnostic_setting",
    arm="Microsoft.Insights/diagnosticSettings",
    place=On("target_resource_id"),
    parts=(
        move("target_resource_id", to="scope"),
        move("log_analytics_workspace_id", to="properties.workspaceId"),
        move("log_analytics_destination_type", to="properties.logAnalyticsDestinationType"),
        move("storage_account_id", to="properties.storageAccountId"),
        move("eventhub_authorization_rule_id", to="properties.eventHubAuthorizationRuleId"),
        move("eventhub_name", to="properties.eventHubName"),
        move("partner_solution_id", to="properties.marketplacePartnerId"),
        joined(
            each("enabled_log", to=LOGS, parts=(*CATEGORY, Fixed("enabled", True))),
            each("log", to=LOGS, parts=(*CATEGORY, flag("enabled", to="enabled", default=True))),
            to=LOGS,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_diagnostic_setting" "blob" {
              name                       = "audit"
              target_resource_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default"
              log_analytics_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              enabled_log {
                category = "StorageRead"
              }
              enabled_log {
                category_group = "audit"
              }
            }
            """,
            {
                "scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default",
                "properties.workspaceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
                "properties.logs": [
                    {"category": "StorageRead", "enabled": True},
                    {"categoryGroup": "audit", "enabled": True},
                ],
            },
        ),
        Example(
            """
            resource "azurerm_monitor_diagnostic_setting" "vault" {
              name               = "audit"
              target_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              log {
                category = "AuditEvent"
                enabled  = false
              }
            }
            """,
            {"properties.logs": [{"category": "AuditEvent", "enabled": False}]},
            provider=3,
        ),
    ),
)
