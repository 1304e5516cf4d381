"""A resource group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Group
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_resource_group",
    arm="Microsoft.Resources/resourceGroups",
    place=Group(),
    parts=(*COMMON, move("managed_by", to="managedBy")),
    examples=(
        Example(
            """
            resource "azurerm_resource_group" "llm" {
              name     = "rg-llm"
              location = "westeurope"
              tags     = { data = "weights" }
            }
            """,
            {"location": "westeurope", "tags.data": "weights"},
        ),
    ),
)
