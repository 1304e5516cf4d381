"""The keys of an Event Hubs namespace."""

from ringfence.readers.terraform.build import flag, items
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import messaging_key

MAPPING = Mapping(
    terraform="azurerm_eventhub_namespace_customer_managed_key",
    arm="Microsoft.EventHub/namespaces",
    place=Under("Microsoft.EventHub/namespaces", "", ("eventhub_namespace_id",), name=""),
    only_piece=True,
    pieces=(
        Piece(
            "eventhub_namespace_id",
            ("Microsoft.EventHub/namespaces",),
            "properties.encryption",
            "set",
            (
                Fixed("keySource", "Microsoft.KeyVault"),
                items("key_vault_key_ids", to="keyVaultProperties", make=messaging_key),
                flag("infrastructure_encryption_enabled", to="requireInfrastructureEncryption"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventhub_namespace_customer_managed_key" "x" {
              eventhub_namespace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/eh"
              key_vault_key_ids = ["https://kv.vault.azure.net/keys/k"]
            }
            """,
            {
                "fold:properties.encryption.keyVaultProperties[0].keyName": "k",
            },
        ),
    ),
)
