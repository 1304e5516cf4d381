"""A range of public addresses."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_public_ip_prefix",
    arm="Microsoft.Network/publicIPPrefixes",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name", default="Standard"),
        number("prefix_length", to="properties.prefixLength", default=28),
    ),
    examples=(
        Example(
            """
            resource "azurerm_public_ip_prefix" "out" {
              name                = "ippre-out"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"properties.prefixLength": 28},
        ),
    ),
)
