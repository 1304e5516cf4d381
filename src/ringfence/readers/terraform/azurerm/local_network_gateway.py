"""A network outside Azure: its addresses and its VPN device."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_local_network_gateway",
    arm="Microsoft.Network/localNetworkGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        move("address_space", to="properties.localNetworkAddressSpace.addressPrefixes"),
        move("gateway_address", to="properties.gatewayIpAddress"),
        move("gateway_fqdn", to="properties.fqdn"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_local_network_gateway" "office" {
              name                = "lgw-office"
              resource_group_name = "rg"
              location            = "westeurope"
              gateway_address     = "198.51.100.7"
              address_space       = ["192.168.0.0/16"]
            }
            """,
            {
                "properties.gatewayIpAddress": "198.51.100.7",
                "properties.localNetworkAddressSpace.addressPrefixes": ["192.168.0.0/16"],
            },
        ),
    ),
)
