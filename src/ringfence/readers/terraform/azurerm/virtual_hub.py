"""A hub of a virtual WAN."""

from ringfence.readers.terraform.build import each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_hub",
    arm="Microsoft.Network/virtualHubs",
    place=InGroup(),
    parts=(
        *COMMON,
        move("address_prefix", to="properties.addressPrefix"),
        reference("virtual_wan_id", to="properties.virtualWan"),
        each(
            "route",
            to="properties.routeTable.routes",
            parts=(
                move("address_prefixes", to="addressPrefixes"),
                move("next_hop_ip_address", to="nextHopIpAddress"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub" "llm" {
              name                = "hub"
              resource_group_name = "rg"
              location            = "westeurope"
              address_prefix      = "10.9.0.0/23"
              virtual_wan_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualWans/w"
            }
            """,
            {"properties.addressPrefix": "10.9.0.0/23"},
        ),
    ),
)
