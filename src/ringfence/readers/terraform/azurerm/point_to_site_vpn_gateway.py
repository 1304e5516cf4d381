"""A gateway of a virtual hub that people dial in to."""

from ringfence.readers.terraform.build import block, each, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_point_to_site_vpn_gateway",
    arm="Microsoft.Network/p2svpnGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("virtual_hub_id", to="properties.virtualHub"),
        reference("vpn_server_configuration_id", to="properties.vpnServerConfiguration"),
        each(
            "connection_configuration",
            to="properties.p2SConnectionConfigurations",
            parts=(
                move("name", to="name"),
                flag(
                    "internet_security_enabled",
                    to="properties.enableInternetSecurity",
                    default=False,
                ),
                block(
                    "vpn_client_address_pool",
                    to="properties.vpnClientAddressPool",
                    parts=(move("address_prefixes", to="addressPrefixes"),),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_point_to_site_vpn_gateway" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              vpn_server_configuration_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnServerConfigurations/v"
              scale_unit = 1
              connection_configuration {
                name = "c"
                vpn_client_address_pool {
                  address_prefixes = ["10.99.0.0/24"]
                }
              }
            }
            """,
            {
                "properties.virtualHub.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub",
                "properties.p2SConnectionConfigurations[0].properties.vpnClientAddressPool.addressPrefixes": [
                    "10.99.0.0/24"
                ],
            },
        ),
    ),
)
