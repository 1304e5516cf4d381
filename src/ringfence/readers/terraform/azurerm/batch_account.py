"""A Batch account: runs code on machines of its own."""

from ringfence.readers.terraform.build import block, each, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_batch_account",
    arm="Microsoft.Batch/batchAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("allowed_authentication_modes", to="properties.allowedAuthenticationModes"),
        move("storage_account_id", to="properties.autoStorage.storageAccountId"),
        move("pool_allocation_mode", to="properties.poolAllocationMode", default="BatchService"),
        block(
            "encryption",
            to="properties.encryption",
            parts=(
                Fixed("keySource", "Microsoft.KeyVault"),
                move("key_vault_key_id", to="keyVaultProperties.keyIdentifier", convert=key_url),
            ),
        ),
        block(
            "network_profile",
            to="properties.networkProfile",
            parts=(
                block(
                    "account_access",
                    to="accountAccess",
                    parts=(
                        move("default_action", to="defaultAction", default="Deny"),
                        each("ip_rule", to="ipRules", parts=(move("ip_range", to="value"),)),
                    ),
                ),
                block(
                    "node_management_access",
                    to="nodeManagementAccess",
                    parts=(
                        move("default_action", to="defaultAction", default="Deny"),
                        each("ip_rule", to="ipRules", parts=(move("ip_range", to="value"),)),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_batch_account" "train" {
              name                          = "batch"
              resource_group_name           = "rg"
              location                      = "westeurope"
              public_network_access_enabled = false
              allowed_authentication_modes  = ["AAD"]
              encryption {
                key_vault_key_id = "https://kv.vault.azure.net/keys/k"
              }
              network_profile {
                node_management_access {
                  ip_rule {
                    ip_range = "203.0.113.0/24"
                  }
                }
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.allowedAuthenticationModes": ["AAD"],
                "properties.encryption.keyVaultProperties.keyIdentifier": "https://kv.vault.azure.net/keys/k",
                "properties.networkProfile.nodeManagementAccess.defaultAction": "Deny",
                "properties.networkProfile.nodeManagementAccess.ipRules[0].value": "203.0.113.0/24",
            },
        ),
    ),
)
