"""A private way to export disks."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_disk_access",
    arm="Microsoft.Compute/diskAccesses",
    place=InGroup(),
    parts=COMMON,
    examples=(
        Example(
            """
            resource "azurerm_disk_access" "export" {
              name                = "da"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"location": "westeurope"},
        ),
    ),
)
