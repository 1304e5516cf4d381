"""A named group of addresses for firewall rules."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_ip_group",
    arm="Microsoft.Network/ipGroups",
    place=InGroup(),
    parts=(*COMMON, move("cidrs", to="properties.ipAddresses")),
    examples=(
        Example(
            """
            resource "azurerm_ip_group" "partners" {
              name                = "ipg-partners"
              resource_group_name = "rg"
              location            = "westeurope"
              cidrs               = ["203.0.113.0/24"]
            }
            """,
            {"properties.ipAddresses": ["203.0.113.0/24"]},
        ),
    ),
)
