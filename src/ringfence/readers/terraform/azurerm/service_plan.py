"""The machines that web and function apps run on."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_service_plan",
    arm="Microsoft.Web/serverfarms",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name"),
        move("os_type", to="properties.reserved", convert={"Linux": True, "Windows": False}),
    ),
    examples=(
        Example(
            """
            resource "azurerm_service_plan" "apps" {
              name                = "asp"
              resource_group_name = "rg"
              location            = "westeurope"
              os_type             = "Linux"
              sku_name            = "P1v3"
            }
            """,
            {"sku.name": "P1v3", "properties.reserved": True},
        ),
    ),
)
