"""Puts a network security group in front of a subnet."""

from ringfence.readers.terraform.mapping import Example, Mapping, Move, Piece
from ringfence.readers.terraform.places import Under

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"

MAPPING = Mapping(
    terraform="azurerm_subnet_network_security_group_association",
    arm=SUBNETS,
    place=Under(SUBNETS, "", ("subnet_id",), name=""),
    page="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/subnet_network_security_group_association",
    pieces=(
        Piece(
            "subnet_id",
            (SUBNETS,),
            "properties.networkSecurityGroup",
            "set",
            (Move(("network_security_group_id",), "id"),),
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
