"""A connection of a cognitive account to a service, under the caller's identity."""

from ringfence.readers.terraform.foundry import CONNECTION
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_connection_entra_id",
    arm="Microsoft.CognitiveServices/accounts/connections",
    place=Under("Microsoft.CognitiveServices/accounts", "connections", ("cognitive_account_id",)),
    parts=(*CONNECTION, Fixed("properties.authType", "AAD")),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_connection_entra_id" "cosmos" {
              name                 = "cosmos"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              category             = "CosmosDb"
              target               = "https://cosmos-chat.documents.azure.com:443/"
            }
            """,
            {"properties.category": "CosmosDb", "properties.authType": "AAD"},
        ),
    ),
)
