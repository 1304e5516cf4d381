"""A gateway of a virtual hub for tunnels to other sites."""

from ringfence.readers.terraform.build import block, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_vpn_gateway",
    arm="Microsoft.Network/vpnGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("virtual_hub_id", to="properties.virtualHub"),
        block("bgp_settings", to="properties.bgpSettings", parts=(number("asn", to="asn"),)),
    ),
    examples=(
        Example(
            """
            resource "azurerm_vpn_gateway" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
            }
            """,
            {
                "properties.virtualHub.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub",
            },
        ),
    ),
)
