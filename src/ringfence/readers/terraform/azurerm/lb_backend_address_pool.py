"""A pool of a load balancer; interfaces join it by its id."""

from ringfence.readers.terraform.build import reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_lb_backend_address_pool",
    arm="Microsoft.Network/loadBalancers/backendAddressPools",
    place=Under("Microsoft.Network/loadBalancers", "backendAddressPools", ("loadbalancer_id",)),
    parts=(reference("virtual_network_id", to="properties.virtualNetwork"),),
    examples=(
        Example(
            """
            resource "azurerm_lb_backend_address_pool" "serve" {
              name               = "serve"
              loadbalancer_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb"
              virtual_network_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            }
            """,
            {
                "properties.virtualNetwork.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            },
        ),
    ),
)
