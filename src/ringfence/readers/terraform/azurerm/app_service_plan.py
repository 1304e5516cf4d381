"""The machines of web and function apps in the form of older providers."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_app_service_plan",
    arm="Microsoft.Web/serverfarms",
    place=InGroup(),
    parts=(
        *COMMON,
        move("kind", to="kind", default="Windows"),
        block("sku", to="sku", parts=(move("tier", to="tier"), move("size", to="name"))),
        flag("reserved", to="properties.reserved"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_app_service_plan" "apps" {
              name                = "asp"
              resource_group_name = "rg"
              location            = "westeurope"
              kind                = "Linux"
              reserved            = true
              sku {
                tier = "PremiumV2"
                size = "P1v2"
              }
            }
            """,
            {"sku.name": "P1v2", "properties.reserved": True},
            provider=3,
        ),
    ),
)
