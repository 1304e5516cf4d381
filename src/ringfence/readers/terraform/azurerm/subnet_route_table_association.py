"""Gives a subnet a route table."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"

MAPPING = Mapping(
    terraform="azurerm_subnet_route_table_association",
    arm=SUBNETS,
    place=Under(SUBNETS, "", ("subnet_id",), name=""),
    pieces=(
        Piece(
            "subnet_id",
            (SUBNETS,),
            "properties.routeTable",
            "set",
            (move("route_table_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_subnet_route_table_association" "train" {
              subnet_id      = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              route_table_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/rt"
            }
            """,
            {
                "fold:properties.routeTable.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/rt"
            },
        ),
    ),
)
