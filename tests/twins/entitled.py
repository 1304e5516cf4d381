"""Who may do what, as people write it: roles by id, conditions, policies, federated subjects, groups."""

from ringfence.model.assessment import Kind
from tests.twins.chained import store
from tests.twins.twin import BOUNDARY, Twin

WEIGHTS = "azurerm_storage_account.weights"
OPS = "5a5a5a5a-0000-4000-8000-000000000001"
DECLARED = BOUNDARY + '  custodians: [{principal: "5a5a5a5a-0000-4000-8000-000000000002"}]\n'

CLOSED = store("Tag Contributor", keys="false")
KEYED = store("Tag Contributor")

ALL_BUT_PRIVILEGED = "ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9, f58310d9-a9f6-439a-9e8d-f62e7b41a168}"
ONLY_PULL = "ForAnyOfAnyValues:GuidEquals {7f951dda-4ed3-4680-a7ca-43fe172d538d}"
DELEGATION = """
resource "azurerm_role_assignment" "ops" {{
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Role Based Access Control Administrator"
  principal_id         = "5a5a5a5a-0000-4000-8000-000000000001"
  condition_version    = "2.0"
  condition            = <<-EOT
    (
      (!(ActionMatches{{'Microsoft.Authorization/roleAssignments/write'}}))
      OR
      (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] {compare})
    )
  EOT
}}

data "azurerm_subscription" "current" {{}}
"""
BY_ID = """
data "azurerm_subscription" "current" {{}}

data "azurerm_role_definition" "ops" {{
  name = "{role}"
}}

resource "azurerm_role_assignment" "ops" {{
  scope              = data.azurerm_subscription.current.id
  role_definition_id = "${{data.azurerm_subscription.current.id}}${{data.azurerm_role_definition.ops.id}}"
  principal_id       = "5a5a5a5a-0000-4000-8000-000000000001"
}}
"""
VAULT = """
resource "azurerm_key_vault" "kv" {{
  name                          = "kv-llm-weights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  rbac_authorization_enabled    = false
  public_network_access_enabled = {public}
  purge_protection_enabled      = true
}}

resource "azurerm_key_vault_key" "weights" {{
  name         = "cmk-weights"
  key_vault_id = azurerm_key_vault.kv.id
  key_type     = "RSA-HSM"
  key_size     = 3072
  key_opts     = ["unwrapKey", "wrapKey"]
}}

resource "azurerm_key_vault_access_policy" "app" {{
  key_vault_id    = azurerm_key_vault.kv.id
  tenant_id       = data.azurerm_client_config.current.tenant_id
  object_id       = "{who}"
  key_permissions = ["Get", "UnwrapKey"]
}}
"""
OPEN = store("Storage Blob Data Reader", "azurerm_storage_account.weights.id", "false").replace(
    "public_network_access_enabled   = false",
    'public_network_access_enabled   = true\n  network_rules {\n    default_action = "Deny"\n    ip_rules = ["203.0.113.1"]\n  }',
)
WORKLOAD = """
resource "azurerm_federated_identity_credential" "k" {
  name                = "workload"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.ci.id
  issuer              = "https://westeurope.oic.prod-aks.azure.com/aaaa/bbbb/"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "system:serviceaccount:llm:train"
}

resource "azurerm_role_assignment" "opens" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "ROLE"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}
"""
NESTED = """
resource "azuread_group" "inner" {{
  display_name     = "inner"
  security_enabled = true
  members          = [azurerm_user_assigned_identity.ci.principal_id]
}}

resource "azuread_group" "outer" {{
  display_name     = "outer"
  security_enabled = true
  members          = [azuread_group.inner.object_id]
}}

resource "azurerm_role_assignment" "outer" {{
  scope                = azurerm_resource_group.rg.id
  role_definition_name = "{role}"
  principal_id         = azuread_group.outer.object_id
}}
"""

TWINS = [
    Twin(
        "all but privileged roles may be assigned, and pulling only",
        Kind.CHAINED,
        WEIGHTS,
        DELEGATION.format(compare=ALL_BUT_PRIVILEGED),
        DELEGATION.format(compare=ONLY_PULL),
        CLOSED,
        outsider=f"principal:{OPS}",
    ),
    Twin(
        "Contributor by the ids of subscription and role, and Reader",
        Kind.CHAINED,
        WEIGHTS,
        BY_ID.format(role="Contributor"),
        BY_ID.format(role="Reader"),
        KEYED,
        outsider=f"principal:{OPS}",
    ),
    Twin(
        "an access policy for somebody who is not declared, and for who is",
        Kind.CHAINED,
        "azurerm_key_vault.kv",
        VAULT.format(public="true", who=OPS),
        VAULT.format(public="false", who="5a5a5a5a-0000-4000-8000-000000000002"),
        boundary=DECLARED,
        outsider=f"principal:{OPS}",
    ),
    Twin(
        "a service account of a cluster that is none of ours, and one whose identity is kept out",
        Kind.CHAINED,
        WEIGHTS,
        OPEN + WORKLOAD.replace("ROLE", "Storage Account Contributor"),
        OPEN + WORKLOAD.replace("ROLE", "Reader"),
        outsider="principal:system:serviceaccount:llm:train",
    ),
    Twin(
        "a group in a group",
        Kind.CHAINED,
        WEIGHTS,
        NESTED.format(role="Contributor"),
        NESTED.format(role="Reader"),
        KEYED,
    ),
]  # fmt: skip
