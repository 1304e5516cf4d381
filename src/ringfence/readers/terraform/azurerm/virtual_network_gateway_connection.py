"""A tunnel or circuit from a gateway to a network outside, or to another gateway."""

from ringfence.readers.terraform.build import each, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_network_gateway_connection",
    arm="Microsoft.Network/connections",
    place=InGroup(),
    parts=(
        *COMMON,
        move("type", to="properties.connectionType"),
        reference("virtual_network_gateway_id", to="properties.virtualNetworkGateway1"),
        reference("peer_virtual_network_gateway_id", to="properties.virtualNetworkGateway2"),
        reference("local_network_gateway_id", to="properties.localNetworkGateway2"),
        reference("express_route_circuit_id", to="properties.peer"),
        flag("bgp_enabled", "enable_bgp", to="properties.enableBgp", default=False),
        each(
            "traffic_selector_policy",
            to="properties.trafficSelectorPolicies",
            parts=(
                move("local_address_cidrs", to="localAddressRanges"),
                move("remote_address_cidrs", to="remoteAddressRanges"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_network_gateway_connection" "office" {
              name                       = "con-office"
              resource_group_name        = "rg"
              location                   = "westeurope"
              type                       = "IPsec"
              virtual_network_gateway_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworkGateways/vgw"
              local_network_gateway_id   = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/localNetworkGateways/lgw"
            }
            """,
            {
                "properties.connectionType": "IPsec",
                "properties.localNetworkGateway2.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/localNetworkGateways/lgw",
            },
        ),
    ),
)
