"""A Front Door: publishes what stands behind its origins to the internet."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import IDENTITY, TAGS

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_profile",
    arm="Microsoft.Cdn/profiles",
    place=InGroup(),
    parts=(
        IDENTITY,
        TAGS,
        Fixed("location", "global"),
        move("sku_name", to="sku.name"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_profile" "publish" {
              name                = "afd"
              resource_group_name = "rg"
              sku_name            = "Premium_AzureFrontDoor"
            }
            """,
            {"sku.name": "Premium_AzureFrontDoor"},
        ),
    ),
)
