"""Puts an address into a pool of a load balancer."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

POOLS = "Microsoft.Network/loadBalancers/backendAddressPools"

MAPPING = Mapping(
    terraform="azurerm_lb_backend_address_pool_address",
    arm=POOLS,
    place=Under(POOLS, "addresses", ("backend_address_pool_id",)),
    pieces=(
        Piece(
            "backend_address_pool_id",
            (POOLS,),
            "properties.loadBalancerBackendAddresses",
            "append",
            (
                move("name", to="name"),
                move("ip_address", to="properties.ipAddress"),
                reference("virtual_network_id", to="properties.virtualNetwork"),
                reference(
                    "backend_address_ip_configuration_id",
                    to="properties.loadBalancerFrontendIPConfiguration",
                ),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_lb_backend_address_pool_address" "pe" {
              name                    = "pe"
              backend_address_pool_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p"
              ip_address              = "10.0.1.4"
              virtual_network_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            }
            """,
            {"fold:properties.loadBalancerBackendAddresses.properties.ipAddress": "10.0.1.4"},
        ),
    ),
)
