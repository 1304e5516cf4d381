"""A gallery of images; it may be shared with other subscriptions, or with everybody."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_shared_image_gallery",
    arm="Microsoft.Compute/galleries",
    place=InGroup(),
    parts=(
        *COMMON,
        block(
            "sharing",
            to="properties.sharingProfile",
            parts=(move("permission", to="permissions"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_shared_image_gallery" "images" {
              name                = "gal"
              resource_group_name = "rg"
              location            = "westeurope"
              sharing {
                permission = "Groups"
              }
            }
            """,
            {"properties.sharingProfile.permissions": "Groups"},
        ),
    ),
)
