"""Lets the gateway of another subscription join a circuit. Its key is never read."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_express_route_circuit_authorization",
    arm="Microsoft.Network/expressRouteCircuits/authorizations",
    place=Under(
        "Microsoft.Network/expressRouteCircuits",
        "authorizations",
        names=("express_route_circuit_name",),
        group=True,
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_circuit_authorization" "x" {
              name = "x"
              resource_group_name = "rg"
              express_route_circuit_name = "er"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/er/authorizations/x",
            },
        ),
    ),
)
