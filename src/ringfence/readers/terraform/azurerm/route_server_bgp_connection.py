"""A peer that tells a route server its routes."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_route_server_bgp_connection",
    arm="Microsoft.Network/virtualHubs/bgpConnections",
    place=Under("Microsoft.Network/virtualHubs", "bgpConnections", ("route_server_id",)),
    parts=(
        number("peer_asn", to="properties.peerAsn"),
        move("peer_ip", to="properties.peerIp"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_route_server_bgp_connection" "x" {
              name = "x"
              route_server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/rs"
              peer_asn = 65514
              peer_ip = "10.0.0.4"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/rs/bgpConnections/x",
                "properties.peerIp": "10.0.0.4",
            },
        ),
    ),
)
