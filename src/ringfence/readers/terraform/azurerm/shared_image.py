"""The definition of an image in a gallery; its versions hold the content."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_shared_image",
    arm="Microsoft.Compute/galleries/images",
    place=Under("Microsoft.Compute/galleries", "images", names=("gallery_name",), group=True),
    parts=(*COMMON, move("os_type", to="properties.osType")),
    examples=(
        Example(
            """
            resource "azurerm_shared_image" "gpu" {
              name                = "gpu"
              gallery_name        = "gal"
              resource_group_name = "rg"
              location            = "westeurope"
              os_type             = "Linux"
              identifier {
                publisher = "acme"
                offer     = "llm"
                sku       = "gpu"
              }
            }
            """,
            {"properties.osType": "Linux"},
        ),
    ),
)
