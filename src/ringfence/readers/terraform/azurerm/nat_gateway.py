"""A NAT gateway: what lets a subnet send to the internet."""

from ringfence.readers.terraform.build import ids, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_nat_gateway",
    arm="Microsoft.Network/natGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name", default="Standard"),
        ids("public_ip_address_ids", to="properties.publicIpAddresses"),
        ids("public_ip_prefix_ids", to="properties.publicIpPrefixes"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_nat_gateway" "out" {
              name                = "ng-out"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"sku.name": "Standard"},
        ),
    ),
)
