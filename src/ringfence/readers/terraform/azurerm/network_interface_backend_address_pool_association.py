"""Puts an address of an interface behind a load balancer."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

INTERFACES = "Microsoft.Network/networkInterfaces"

MAPPING = Mapping(
    terraform="azurerm_network_interface_backend_address_pool_association",
    arm=INTERFACES,
    place=Under(INTERFACES, "", ("network_interface_id",), name=""),
    pieces=(
        Piece(
            "network_interface_id",
            (INTERFACES,),
            "properties.ipConfigurations[].properties.loadBalancerBackendAddressPools",
            "append",
            (move("backend_address_pool_id", to="id"),),
            only="ip_configuration_name",
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
                name                          = "other"
                private_ip_address_allocation = "Dynamic"
              }
              ip_configuration {
                name                          = "main"
                private_ip_address_allocation = "Dynamic"
              }
            }
            resource "azurerm_network_interface_backend_address_pool_association" "gpu" {
              network_interface_id    = azurerm_network_interface.gpu.id
              ip_configuration_name   = "main"
              backend_address_pool_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p"
            }
            """,
            {
                "properties.ipConfigurations[0].properties.loadBalancerBackendAddressPools": ABSENT,
                "properties.ipConfigurations[1].properties.loadBalancerBackendAddressPools[0].id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p",
            },
        ),
    ),
)
