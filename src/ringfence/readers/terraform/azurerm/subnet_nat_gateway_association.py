"""Gives a subnet a NAT gateway."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"

MAPPING = Mapping(
    terraform="azurerm_subnet_nat_gateway_association",
    arm=SUBNETS,
    place=Under(SUBNETS, "", ("subnet_id",), name=""),
    pieces=(
        Piece(
            "subnet_id",
            (SUBNETS,),
            "properties.natGateway",
            "set",
            (move("nat_gateway_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_subnet_nat_gateway_association" "train" {
              subnet_id      = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              nat_gateway_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/natGateways/nat"
            }
            """,
            {
                "fold:properties.natGateway.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/natGateways/nat"
            },
        ),
    ),
)
