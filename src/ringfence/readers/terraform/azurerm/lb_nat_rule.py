"""A rule that forwards a port of a load balancer to one machine."""

from ringfence.readers.terraform.build import move, number, own, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

BALANCERS = "Microsoft.Network/loadBalancers"

MAPPING = Mapping(
    terraform="azurerm_lb_nat_rule",
    arm=BALANCERS,
    place=Under(BALANCERS, "inboundNatRules", ("loadbalancer_id",)),
    pieces=(
        Piece(
            "loadbalancer_id",
            (BALANCERS,),
            "properties.inboundNatRules",
            "append",
            (
                move("name", to="name"),
                own(
                    "frontend_ip_configuration_name",
                    to="properties.frontendIPConfiguration",
                    kind="frontendIPConfigurations",
                ),
                move("protocol", to="properties.protocol"),
                number("frontend_port", to="properties.frontendPort"),
                number("frontend_port_start", to="properties.frontendPortRangeStart"),
                number("frontend_port_end", to="properties.frontendPortRangeEnd"),
                number("backend_port", to="properties.backendPort"),
                reference("backend_address_pool_id", to="properties.backendAddressPool"),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_lb_nat_rule" "ssh" {
              name                           = "ssh"
              resource_group_name            = "rg"
              loadbalancer_id                = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb"
              frontend_ip_configuration_name = "public"
              protocol                       = "Tcp"
              frontend_port                  = 50022
              backend_port                   = 22
            }
            """,
            {
                "fold:properties.inboundNatRules.properties.backendPort": 22,
                "fold:properties.inboundNatRules.properties.frontendIPConfiguration.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/public",
            },
        ),
    ),
)
