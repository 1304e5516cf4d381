"""A program that a gallery gives to machines."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_gallery_application",
    arm="Microsoft.Compute/galleries/applications",
    place=Under("Microsoft.Compute/galleries", "applications", ("gallery_id",)),
    parts=(
        *COMMON,
        move("supported_os_type", to="properties.supportedOSType"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_gallery_application" "x" {
              name = "x"
              location = "westeurope"
              gallery_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g"
              supported_os_type = "Linux"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/applications/x",
                "properties.supportedOSType": "Linux",
            },
        ),
    ),
)
