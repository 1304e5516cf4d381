"""A network security perimeter."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_security_perimeter",
    arm="Microsoft.Network/networkSecurityPerimeters",
    place=InGroup(),
    parts=COMMON,
    examples=(
        Example(
            """
            resource "azurerm_network_security_perimeter" "llm" {
              name                = "nsp"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"location": "westeurope"},
        ),
    ),
)
