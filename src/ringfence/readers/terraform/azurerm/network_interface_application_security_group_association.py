"""Makes an interface a member of an application security group, with all its addresses."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

INTERFACES = "Microsoft.Network/networkInterfaces"

MAPPING = Mapping(
    terraform="azurerm_network_interface_application_security_group_association",
    arm=INTERFACES,
    place=Under(INTERFACES, "", ("network_interface_id",), name=""),
    pieces=(
        Piece(
            "network_interface_id",
            (INTERFACES,),
            "properties.ipConfigurations[].properties.applicationSecurityGroups",
            "append",
            (move("application_security_group_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_network_interface" "gpu" {
              name                = "nic-gpu"
              resource_group_name = "rg"
              location            = "westeurope"
              ip_configuration {
                name                          = "main"
                private_ip_address_allocation = "Dynamic"
              }
            }
            resource "azurerm_network_interface_application_security_group_association" "gpu" {
              network_interface_id          = azurerm_network_interface.gpu.id
              application_security_group_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/a"
            }
            """,
            {
                "properties.ipConfigurations[0].properties.applicationSecurityGroups[0].id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/a"
            },
        ),
    ),
)
