"""Principals that are no custodians and get it all the same."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

STORE = """
resource "azurerm_storage_account" "weights" {{
  name                            = "stweights"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = {keys}
  public_network_access_enabled   = false
}}

resource "azurerm_user_assigned_identity" "ci" {{
  name                = "id-ci"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}}

resource "azurerm_role_assignment" "ci" {{
  scope                = {scope}
  role_definition_name = "{role}"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}}
"""
GROUP = "azurerm_resource_group.rg.id"
ACCOUNT = "azurerm_storage_account.weights.id"


def store(role: str, scope: str = GROUP, keys: str = "true") -> str:
    return STORE.format(role=role, scope=scope, keys=keys)


FEDERATED = (
    STORE.format(role="Storage Blob Data Reader", scope=ACCOUNT, keys="false")
    .replace(
        "public_network_access_enabled   = false",
        'public_network_access_enabled   = true\n  network_rules {{\n    default_action = "Deny"\n    ip_rules = ["203.0.113.1"]\n  }}',
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
CREDENTIAL = """
resource "azurerm_federated_identity_credential" "ci" {{
  name                = "github"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.ci.id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "repo:{repo}:ref:refs/heads/main"
}}

resource "azurerm_role_assignment" "network" {{
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "{role}"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}}
"""
REGISTRY = """
resource "azurerm_container_registry" "models" {{
  name                          = "crllm"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  sku                           = "Premium"
  public_network_access_enabled = true
  network_rule_set              = [{{
    default_action = "Deny"
    ip_rule = [{{ action = "Allow", ip_range = "203.0.113.0/29" }}]
  }}]
}}

resource "azuread_group" "auditors" {{
  display_name     = "auditors"
  security_enabled = true
}}

resource "azurerm_role_assignment" "auditors" {{
  scope                = azurerm_resource_group.rg.id
  role_definition_name = "{role}"
  principal_id         = azuread_group.auditors.object_id
}}
"""
CUSTOM = """
resource "azurerm_storage_account" "weights" {{
  name                            = "stweights"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  public_network_access_enabled   = false
}}

resource "azurerm_role_definition" "ops" {{
  name  = "storage-ops"
  scope = azurerm_resource_group.rg.id

  permissions {{
    actions     = ["Microsoft.Storage/storageAccounts/*"]
    not_actions = {not_actions}
  }}
}}

resource "azurerm_role_assignment" "ops" {{
  scope              = azurerm_resource_group.rg.id
  role_definition_id = azurerm_role_definition.ops.role_definition_resource_id
  principal_id       = "44444444-4444-4444-8444-444444444444"
  principal_type     = "ServicePrincipal"
}}
"""

TWINS = [
    Twin(
        "Contributor asks for the keys, Reader cannot",
        Kind.CHAINED,
        "azurerm_storage_account.weights",
        store("Contributor"),
        store("Reader"),
    ),
    Twin(
        "who may grant roles may grant himself, who may read them may not",
        Kind.CHAINED,
        "azurerm_storage_account.weights",
        store("Owner", keys="false"),
        store("Reader", keys="false"),
    ),
    Twin(
        "a data role from above with a way to open the door, and a custodian",
        Kind.CHAINED,
        "azurerm_storage_account.weights",
        store("Storage Blob Data Owner") + """
resource "azurerm_role_assignment" "open" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Account Contributor"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}
""",
        store("Storage Blob Data Owner", scope=ACCOUNT) + """
resource "azurerm_role_assignment" "open" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Reader"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}
""",
    ),
    Twin(
        "Reader pulls images, but cannot read blobs: a role for bills only cannot either",
        Kind.CHAINED,
        "azurerm_container_registry.models",
        REGISTRY.format(role="Reader"),
        REGISTRY.format(role="Billing Reader"),
    ),
    Twin(
        "a repository of somebody else, and ours",
        Kind.CHAINED,
        "azurerm_storage_account.weights",
        FEDERATED + CREDENTIAL.format(repo="vendor/build", role="Storage Account Contributor"),
        FEDERATED + CREDENTIAL.format(repo="acme/llm-train", role="Reader"),
    ),
    Twin(
        "a custom role with a wildcard, and one without keys and writes",
        Kind.CHAINED,
        "azurerm_storage_account.weights",
        CUSTOM.format(not_actions='["Microsoft.Storage/storageAccounts/delete"]'),
        CUSTOM.format(not_actions='["Microsoft.Storage/storageAccounts/*/action", "Microsoft.Storage/storageAccounts/write", "Microsoft.Storage/storageAccounts/*/write"]'),
    ),
]  # fmt: skip
