"""The customer's key for disks."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_disk_encryption_set",
    arm="Microsoft.Compute/diskEncryptionSets",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move(
            "key_vault_key_id",
            "managed_hsm_key_id",
            to="properties.activeKey.keyUrl",
            convert=key_url,
        ),
        move(
            "encryption_type",
            to="properties.encryptionType",
            default="EncryptionAtRestWithCustomerKey",
        ),
        flag(
            "auto_key_rotation_enabled",
            to="properties.rotationToLatestKeyVersionEnabled",
            default=False,
        ),
        move("federated_client_id", to="properties.federatedClientId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_disk_encryption_set" "own" {
              name                = "des"
              resource_group_name = "rg"
              location            = "westeurope"
              key_vault_key_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/keys/k"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"properties.activeKey.keyUrl": "https://kv.vault.azure.net/keys/k"},
        ),
    ),
)
