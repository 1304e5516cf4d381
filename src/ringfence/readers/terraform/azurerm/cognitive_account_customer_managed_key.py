"""The customer's key of a cognitive account, declared on its own."""

from ringfence.readers.terraform.foundry import COGNITIVE_KEY
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

ACCOUNTS = "Microsoft.CognitiveServices/accounts"

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_customer_managed_key",
    arm=ACCOUNTS,
    place=Under(ACCOUNTS, "", ("cognitive_account_id",), name=""),
    pieces=(
        Piece("cognitive_account_id", (ACCOUNTS,), "properties.encryption", "set", COGNITIVE_KEY),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_customer_managed_key" "own" {
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai"
              key_vault_key_id     = "https://kv.vault.azure.net/keys/k/1"
            }
            """,
            {
                "fold:properties.encryption.keySource": "Microsoft.KeyVault",
                "fold:properties.encryption.keyVaultProperties.keyVaultUri": "https://kv.vault.azure.net/",
            },
        ),
    ),
)
