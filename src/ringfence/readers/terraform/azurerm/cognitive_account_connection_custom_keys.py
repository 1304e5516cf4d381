"""A connection of a cognitive account to a service, with keys of any kind."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.foundry import CONNECTION
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_connection_custom_keys",
    arm="Microsoft.CognitiveServices/accounts/connections",
    place=Under("Microsoft.CognitiveServices/accounts", "connections", ("cognitive_account_id",)),
    parts=(*CONNECTION, Fixed("properties.authType", "CustomKeys")),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_connection_custom_keys" "tool" {
              name                 = "tool"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              category             = "CustomKeys"
              target               = "https://tool.example.org"
              custom_keys          = { key = "not to be seen" }
            }
            """,
            {
                "properties.category": "CustomKeys",
                "properties.credentials": ABSENT,
            },
        ),
    ),
)
