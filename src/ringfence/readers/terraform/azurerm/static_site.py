"""A static site, in the form of older providers."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_static_site",
    arm="Microsoft.Web/staticSites",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_tier", to="sku.tier", default="Free"),
        move("sku_size", to="sku.name", default="Free"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_static_site" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_tier = "Standard"
            }
            """,
            {
                "sku.tier": "Standard",
            },
            provider=3,
        ),
    ),
)
