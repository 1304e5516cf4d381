"""What stands beside the verdict: nothing guards tomorrow, nothing records a read."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

STORE = """
resource "azurerm_storage_account" "weights" {
  name                            = "stweights"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  public_network_access_enabled   = false
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = azurerm_resource_group.rg.location
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}
"""
SETTING = """
resource "azurerm_monitor_diagnostic_setting" "blob" {{
  name                       = "blob"
  target_resource_id         = "${{azurerm_storage_account.weights.id}}{below}"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {{
    {log}
  }}
}}
"""
POLICY = """
resource "azurerm_resource_group_policy_assignment" "locations" {{
  name                 = "locations"
  resource_group_id    = azurerm_resource_group.rg.id
  policy_definition_id = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
  enforce              = {enforce}
  parameters           = jsonencode({{ listOfAllowedLocations = {{ value = {locations} }} }})
}}
{more}
"""
EXEMPTION = """
resource "azurerm_resource_policy_exemption" "weights" {{
  name                 = "weights"
  resource_id          = azurerm_storage_account.weights.id
  policy_assignment_id = azurerm_resource_group_policy_assignment.locations.id
  exemption_category   = "Waiver"
  expires_on           = "{expires}"
}}
"""
WEIGHTS = "azurerm_storage_account.weights"

BLIND = [
    Twin(
        "only writes are recorded, or reads too",
        Kind.BLIND,
        WEIGHTS,
        STORE + SETTING.format(below="/blobServices/default", log='category = "StorageWrite"'),
        STORE + SETTING.format(below="/blobServices/default", log='category = "StorageRead"'),
    ),
    Twin(
        "a setting on the account has metrics only",
        Kind.BLIND,
        WEIGHTS,
        STORE + SETTING.format(below="", log='category_group = "allLogs"'),
        STORE + SETTING.format(below="/blobServices/default", log='category_group = "allLogs"'),
    ),
    Twin(
        "nothing at all, and the audit group",
        Kind.BLIND,
        WEIGHTS,
        STORE,
        STORE + SETTING.format(below="/blobServices/default", log='category_group = "audit"'),
    ),
]

UNGUARDED = [
    Twin(
        "assigned but not enforced, and enforced",
        Kind.UNGUARDED,
        WEIGHTS,
        STORE + POLICY.format(enforce="false", locations='["westeurope"]', more=""),
        STORE + POLICY.format(enforce="true", locations='["westeurope"]', more=""),
    ),
    Twin(
        "a list wider than the boundary, and within it",
        Kind.UNGUARDED,
        WEIGHTS,
        STORE + POLICY.format(enforce="true", locations='["westeurope", "eastus"]', more=""),
        STORE + POLICY.format(enforce="true", locations='["westeurope", "francecentral"]', more=""),
    ),
    Twin(
        "an exemption in force, and one that has run out",
        Kind.UNGUARDED,
        WEIGHTS,
        STORE + POLICY.format(enforce="true", locations='["westeurope"]', more=EXEMPTION.format(expires="2027-05-01T00:00:00Z")),
        STORE + POLICY.format(enforce="true", locations='["westeurope"]', more=EXEMPTION.format(expires="2026-05-01T00:00:00Z")),
    ),
]  # fmt: skip
