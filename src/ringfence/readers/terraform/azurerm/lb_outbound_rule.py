"""A rule that lets the members of a pool send through the address of a load balancer."""

from ringfence.readers.terraform.build import each, move, own, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

BALANCERS = "Microsoft.Network/loadBalancers"

MAPPING = Mapping(
    terraform="azurerm_lb_outbound_rule",
    arm=BALANCERS,
    place=Under(BALANCERS, "outboundRules", ("loadbalancer_id",)),
    pieces=(
        Piece(
            "loadbalancer_id",
            (BALANCERS,),
            "properties.outboundRules",
            "append",
            (
                move("name", to="name"),
                move("protocol", to="properties.protocol"),
                reference("backend_address_pool_id", to="properties.backendAddressPool"),
                each(
                    "frontend_ip_configuration",
                    to="properties.frontendIPConfigurations",
                    parts=(own("name", to="", kind="frontendIPConfigurations"),),
                ),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_lb_outbound_rule" "out" {
              name                    = "out"
              loadbalancer_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb"
              protocol                = "All"
              backend_address_pool_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p"
              frontend_ip_configuration {
                name = "public"
              }
            }
            """,
            {
                "fold:properties.outboundRules.properties.backendAddressPool.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p",
                "fold:properties.outboundRules.properties.frontendIPConfigurations[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/public",
            },
        ),
    ),
)
