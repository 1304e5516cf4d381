"""The key of a Service Bus namespace."""

from ringfence.readers.terraform.build import flag, items
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import messaging_key

MAPPING = Mapping(
    terraform="azurerm_servicebus_namespace_customer_managed_key",
    arm="Microsoft.ServiceBus/namespaces",
    place=Under("Microsoft.ServiceBus/namespaces", "", ("namespace_id",), name=""),
    only_piece=True,
    pieces=(
        Piece(
            "namespace_id",
            ("Microsoft.ServiceBus/namespaces",),
            "properties.encryption",
            "set",
            (
                Fixed("keySource", "Microsoft.KeyVault"),
                items("key_vault_key_id", to="keyVaultProperties", make=messaging_key),
                flag("infrastructure_encryption_enabled", to="requireInfrastructureEncryption"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_namespace_customer_managed_key" "x" {
              namespace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb"
              key_vault_key_id = "https://kv.vault.azure.net/keys/k"
            }
            """,
            {
                "fold:properties.encryption.keyVaultProperties[0].keyName": "k",
                "fold:properties.encryption.keyVaultProperties[0].keyVaultUri": "https://kv.vault.azure.net/",
            },
        ),
    ),
)
