"""A connection of a cognitive account to a service, with a key of the service."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.foundry import CONNECTION
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_connection_api_key",
    arm="Microsoft.CognitiveServices/accounts/connections",
    place=Under("Microsoft.CognitiveServices/accounts", "connections", ("cognitive_account_id",)),
    parts=(*CONNECTION, Fixed("properties.authType", "ApiKey")),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_connection_api_key" "search" {
              name                 = "search"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              category             = "CognitiveSearch"
              target               = "https://srch-rag.search.windows.net"
              api_key              = "not to be seen"
            }
            """,
            {
                "properties.target": "https://srch-rag.search.windows.net",
                "properties.credentials": ABSENT,
            },
        ),
    ),
)
