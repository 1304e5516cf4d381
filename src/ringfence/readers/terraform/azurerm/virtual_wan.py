"""A virtual WAN."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_wan",
    arm="Microsoft.Network/virtualWans",
    place=InGroup(),
    parts=(
        *COMMON,
        move("type", to="properties.type", default="Standard"),
        flag(
            "allow_branch_to_branch_traffic",
            to="properties.allowBranchToBranchTraffic",
            default=True,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_wan" "llm" {
              name                = "vwan"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"properties.type": "Standard"},
        ),
    ),
)
