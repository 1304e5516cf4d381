"""Moves files into Azure."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_storage_mover",
    arm="Microsoft.StorageMover/storageMovers",
    place=InGroup(),
    parts=(*COMMON,),
    examples=(
        Example(
            """
            resource "azurerm_storage_mover" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"

            }
            """,
            {
                "location": "westeurope",
            },
        ),
    ),
)
