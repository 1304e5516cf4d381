"""Connects a circuit to a gateway of a virtual hub."""

from ringfence.readers.terraform.build import flag, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_express_route_connection",
    arm="Microsoft.Network/expressRouteGateways/expressRouteConnections",
    place=Under(
        "Microsoft.Network/expressRouteGateways",
        "expressRouteConnections",
        ("express_route_gateway_id",),
    ),
    parts=(
        reference("express_route_circuit_peering_id", to="properties.expressRouteCircuitPeering"),
        flag(
            "internet_security_enabled",
            "enable_internet_security",
            to="properties.enableInternetSecurity",
            default=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_connection" "office" {
              name                             = "office"
              express_route_gateway_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteGateways/gw"
              express_route_circuit_peering_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc/peerings/AzurePrivatePeering"
            }
            """,
            {
                "properties.expressRouteCircuitPeering.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc/peerings/AzurePrivatePeering"
            },
        ),
    ),
)
