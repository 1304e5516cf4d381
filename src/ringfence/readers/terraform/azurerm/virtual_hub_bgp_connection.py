"""A peer that tells a virtual hub its routes."""

from ringfence.readers.terraform.build import move, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_bgp_connection",
    arm="Microsoft.Network/virtualHubs/bgpConnections",
    place=Under("Microsoft.Network/virtualHubs", "bgpConnections", ("virtual_hub_id",)),
    parts=(
        number("peer_asn", to="properties.peerAsn"),
        move("peer_ip", to="properties.peerIp"),
        reference("virtual_network_connection_id", to="properties.hubVirtualNetworkConnection"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_bgp_connection" "x" {
              name = "x"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              peer_asn = 65514
              peer_ip = "10.0.0.4"
            }
            """,
            {
                "properties.peerIp": "10.0.0.4",
                "properties.peerAsn": 65514,
            },
        ),
    ),
)
