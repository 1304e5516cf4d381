"""A route of a table of a virtual hub."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_route_table_route",
    arm="Microsoft.Network/virtualHubs/hubRouteTables",
    place=Under("Microsoft.Network/virtualHubs/hubRouteTables", "routes", ("route_table_id",)),
    only_piece=True,
    pieces=(
        Piece(
            "route_table_id",
            ("Microsoft.Network/virtualHubs/hubRouteTables",),
            "properties.routes",
            "append",
            (
                move("name", to="name"),
                move("destinations", to="destinations"),
                move("destinations_type", to="destinationType"),
                move("next_hop", to="nextHop"),
                move("next_hop_type", to="nextHopType", default="ResourceId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_route_table_route" "x" {
              name = "x"
              route_table_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubRouteTables/t"
              destinations = ["10.0.0.0/8"]
              destinations_type = "CIDR"
              next_hop = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubVirtualNetworkConnections/c"
            }
            """,
            {
                "fold:properties.routes.nextHop": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubVirtualNetworkConnections/c",
                "fold:properties.routes.destinations": ["10.0.0.0/8"],
            },
        ),
    ),
)
