"""A relay: machines inside dial out to it, others reach them through it."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_relay_namespace",
    arm="Microsoft.Relay/namespaces",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_relay_namespace" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "Standard"
            }
            """,
            {
                "sku.name": "Standard",
            },
        ),
    ),
)
