"""Puts a network security group in front of a subnet."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"

MAPPING = Mapping(
    terraform="azurerm_subnet_network_security_group_association",
    arm=SUBNETS,
    place=Under(SUBNETS, "", ("subnet_id",), name=""),
    pieces=(
        Piece(
            "subnet_id",
            (SUBNETS,),
            "properties.networkSecurityGroup",
            "set",
            (move("network_security_group_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_subnet_network_security_group_association" "train" {
              subnet_id                 = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              network_security_group_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg"
            }
            """,
            {
                "fold:properties.networkSecurityGroup.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg"
            },
        ),
    ),
)
