"""A port of the provider that circuits start from."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_express_route_port",
    arm="Microsoft.Network/expressRoutePorts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        number("bandwidth_in_gbps", to="properties.bandwidthInGbps"),
        move("encapsulation", to="properties.encapsulation"),
        move("peering_location", to="properties.peeringLocation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_port" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              bandwidth_in_gbps = 10
              encapsulation = "Dot1Q"
              peering_location = "Airtel-Chennai-CLS"
            }
            """,
            {
                "properties.bandwidthInGbps": 10,
                "properties.peeringLocation": "Airtel-Chennai-CLS",
            },
        ),
    ),
)
