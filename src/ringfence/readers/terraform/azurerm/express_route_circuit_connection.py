"""Joins two circuits, so that their sites reach each other."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_express_route_circuit_connection",
    arm="Microsoft.Network/expressRouteCircuits/peerings/connections",
    place=Under("Microsoft.Network/expressRouteCircuits/peerings", "connections", ("peering_id",)),
    parts=(
        reference("peering_id", to="properties.expressRouteCircuitPeering"),
        reference("peer_peering_id", to="properties.peerExpressRouteCircuitPeering"),
        move("address_prefix_ipv4", to="properties.addressPrefix"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_circuit_connection" "x" {
              name = "x"
              peering_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/a/peerings/AzurePrivatePeering"
              peer_peering_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/b/peerings/AzurePrivatePeering"
              address_prefix_ipv4 = "192.169.9.0/29"
            }
            """,
            {
                "properties.peerExpressRouteCircuitPeering.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/b/peerings/AzurePrivatePeering",
            },
        ),
    ),
)
