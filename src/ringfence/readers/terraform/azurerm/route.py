"""A route declared on its own."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.network import ROUTE
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_route",
    arm="Microsoft.Network/routeTables/routes",
    place=Under("Microsoft.Network/routeTables", "routes", names=("route_table_name",), group=True),
    parts=ROUTE,
    examples=(
        Example(
            """
            resource "azurerm_route" "none" {
              name                = "none"
              resource_group_name = "rg"
              route_table_name    = "rt-train"
              address_prefix      = "0.0.0.0/0"
              next_hop_type       = "None"
            }
            """,
            {"properties.addressPrefix": "0.0.0.0/0", "properties.nextHopType": "None"},
        ),
    ),
)
