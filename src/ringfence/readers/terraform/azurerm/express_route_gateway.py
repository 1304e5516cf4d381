"""An ExpressRoute gateway of a virtual hub."""

from ringfence.readers.terraform.build import flag, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_express_route_gateway",
    arm="Microsoft.Network/expressRouteGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("virtual_hub_id", to="properties.virtualHub"),
        flag(
            "allow_non_virtual_wan_traffic",
            to="properties.allowNonVirtualWanTraffic",
            default=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_gateway" "hub" {
              name                = "ergw"
              resource_group_name = "rg"
              location            = "westeurope"
              scale_units         = 1
              virtual_hub_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
            }
            """,
            {
                "properties.virtualHub.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
            },
        ),
    ),
)
