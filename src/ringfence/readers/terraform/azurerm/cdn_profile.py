"""A CDN in its classic form."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_cdn_profile",
    arm="Microsoft.Cdn/profiles",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_profile" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku = "Standard_Microsoft"
            }
            """,
            {
                "sku.name": "Standard_Microsoft",
            },
        ),
    ),
)
