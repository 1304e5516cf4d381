"""A cognitive account of kind AIServices, as azurerm called it before 5."""

from ringfence.readers.terraform.build import block, inverted, move
from ringfence.readers.terraform.foundry import COGNITIVE, HSM, cognitive_key
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_ai_services",
    arm="Microsoft.CognitiveServices/accounts",
    place=InGroup(),
    parts=(
        *COGNITIVE,
        block("customer_managed_key", to="properties.encryption", parts=cognitive_key(*HSM)),
        Fixed("kind", "AIServices"),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_ai_services" "foundry" {
              name                         = "ais"
              resource_group_name          = "rg"
              location                     = "swedencentral"
              sku_name                     = "S0"
              public_network_access        = "Disabled"
              local_authentication_enabled = false
            }
            """,
            {
                "kind": "AIServices",
                "properties.publicNetworkAccess": "Disabled",
                "properties.disableLocalAuth": True,
            },
        ),
    ),
)
