"""A connection of a cognitive account to a store, under the account's identity."""

from ringfence.readers.terraform.foundry import CONNECTION
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_connection_account_managed_identity",
    arm="Microsoft.CognitiveServices/accounts/connections",
    place=Under("Microsoft.CognitiveServices/accounts", "connections", ("cognitive_account_id",)),
    parts=(*CONNECTION, Fixed("properties.authType", "AccountManagedIdentity")),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_connection_account_managed_identity" "kv" {
              name                 = "kv"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              category             = "AzureKeyVault"
              target               = "https://kv.vault.azure.net/"
              metadata             = { ResourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv" }
            }
            """,
            {
                "properties.category": "AzureKeyVault",
                "properties.metadata.ResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
            },
        ),
    ),
)
