"""Puts a network security group in front of an interface."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

INTERFACES = "Microsoft.Network/networkInterfaces"

MAPPING = Mapping(
    terraform="azurerm_network_interface_security_group_association",
    arm=INTERFACES,
    place=Under(INTERFACES, "", ("network_interface_id",), name=""),
    pieces=(
        Piece(
            "network_interface_id",
            (INTERFACES,),
            "properties.networkSecurityGroup",
            "set",
            (move("network_security_group_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_network_interface_security_group_association" "gpu" {
              network_interface_id      = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic"
              network_security_group_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg"
            }
            """,
            {
                "fold:properties.networkSecurityGroup.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg"
            },
        ),
    ),
)
