"""A key vault. Access policies may be inline or resources of their own."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, each, enabled, flag, ids, items, move, number
from ringfence.readers.terraform.foundry import ip_value
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import ACCESS_POLICY, COMMON

MAPPING = Mapping(
    terraform="azurerm_key_vault",
    arm="Microsoft.KeyVault/vaults",
    place=InGroup(),
    parts=(
        *COMMON,
        move("tenant_id", to="properties.tenantId"),
        move("sku_name", to="properties.sku.name"),
        flag(
            "rbac_authorization_enabled",
            "enable_rbac_authorization",
            to="properties.enableRbacAuthorization",
            default=False,
        ),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        flag("purge_protection_enabled", to="properties.enablePurgeProtection"),
        number("soft_delete_retention_days", to="properties.softDeleteRetentionInDays"),
        flag("enabled_for_deployment", to="properties.enabledForDeployment", default=False),
        flag(
            "enabled_for_disk_encryption",
            to="properties.enabledForDiskEncryption",
            default=False,
        ),
        flag(
            "enabled_for_template_deployment",
            to="properties.enabledForTemplateDeployment",
            default=False,
        ),
        block(
            "network_acls",
            to="properties.networkAcls",
            parts=(
                move("default_action", to="defaultAction"),
                move("bypass", to="bypass"),
                items("ip_rules", to="ipRules", make=ip_value),
                ids("virtual_network_subnet_ids", to="virtualNetworkRules"),
            ),
        ),
        each("access_policy", to="properties.accessPolicies", parts=ACCESS_POLICY),
    ),
    computed={"vault_uri": "https://{name}.vault.azure.net/"},
    examples=(
        Example(
            """
            resource "azurerm_key_vault" "keys" {
              name                      = "kv-keys"
              resource_group_name       = "rg"
              location                  = "westeurope"
              sku_name                  = "premium"
              tenant_id                 = "00000000-0000-0000-0000-0000000000ff"
              enable_rbac_authorization = true
              network_acls {
                default_action = "Deny"
                bypass         = "None"
                ip_rules       = ["203.0.113.7"]
              }
            }
            """,
            {
                "properties.enableRbacAuthorization": True,
                "properties.networkAcls.bypass": "None",
                "properties.networkAcls.ipRules[0].value": "203.0.113.7",
                "properties.publicNetworkAccess": "Enabled",
            },
        ),
        Example(
            """
            resource "azurerm_key_vault" "keys" {
              name                       = "kv-keys"
              resource_group_name        = "rg"
              location                   = "westeurope"
              sku_name                   = "premium"
              tenant_id                  = "00000000-0000-0000-0000-0000000000ff"
              rbac_authorization_enabled = false
              access_policy {
                tenant_id          = "00000000-0000-0000-0000-0000000000ff"
                object_id          = "00000000-0000-0000-0000-000000000001"
                secret_permissions = ["Get"]
              }
            }
            """,
            {
                "properties.enableRbacAuthorization": False,
                "properties.accessPolicies[0].permissions.secrets": ["Get"],
                "properties.networkAcls": ABSENT,
            },
            provider=5,
        ),
    ),
)
