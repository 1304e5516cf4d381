"""A key of its own for a part of a storage account."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import key_url

MAPPING = Mapping(
    terraform="azurerm_storage_encryption_scope",
    arm="Microsoft.Storage/storageAccounts/encryptionScopes",
    place=Under("Microsoft.Storage/storageAccounts", "encryptionScopes", ("storage_account_id",)),
    parts=(
        move("source", to="properties.source"),
        move("key_vault_key_id", to="properties.keyVaultProperties.keyUri", convert=key_url),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_encryption_scope" "own" {
              name               = "own"
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              source             = "Microsoft.KeyVault"
              key_vault_key_id   = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv/keys/k"
            }
            """,
            {"properties.keyVaultProperties.keyUri": "https://kv.vault.azure.net/keys/k"},
        ),
    ),
)
