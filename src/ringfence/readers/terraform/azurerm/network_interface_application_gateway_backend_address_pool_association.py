"""Puts an address of an interface behind an application gateway."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

INTERFACES = "Microsoft.Network/networkInterfaces"

MAPPING = Mapping(
    terraform="azurerm_network_interface_application_gateway_backend_address_pool_association",
    arm=INTERFACES,
    place=Under(INTERFACES, "", ("network_interface_id",), name=""),
    pieces=(
        Piece(
            "network_interface_id",
            (INTERFACES,),
            "properties.ipConfigurations[].properties.applicationGatewayBackendAddressPools",
            "append",
            (move("backend_address_pool_id", to="id"),),
            only="ip_configuration_name",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_network_interface_application_gateway_backend_address_pool_association" "gpu" {
              network_interface_id    = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic"
              ip_configuration_name   = "main"
              backend_address_pool_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationGateways/gw/backendAddressPools/p"
            }
            """,
            {
                "fold:properties.ipConfigurations.name": "main",
                "fold:properties.ipConfigurations.properties.applicationGatewayBackendAddressPools[0].id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationGateways/gw/backendAddressPools/p",
            },
        ),
    ),
)
