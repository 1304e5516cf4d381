"""A connection of a cognitive account to a store, with the store's key."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.foundry import CONNECTION
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_connection_account_key",
    arm="Microsoft.CognitiveServices/accounts/connections",
    place=Under("Microsoft.CognitiveServices/accounts", "connections", ("cognitive_account_id",)),
    parts=(*CONNECTION, Fixed("properties.authType", "AccountKey")),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_connection_account_key" "st" {
              name                 = "st"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              category             = "AzureStorageAccount"
              target               = "https://st.blob.core.windows.net/"
              account_key          = "not to be seen"
              metadata             = { ResourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st" }
            }
            """,
            {
                "properties.category": "AzureStorageAccount",
                "properties.target": "https://st.blob.core.windows.net/",
                "properties.credentials": ABSENT,
            },
        ),
    ),
)
