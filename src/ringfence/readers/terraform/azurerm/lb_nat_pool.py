"""A range of ports of a load balancer that is forwarded to the instances of a scale set."""

from ringfence.readers.terraform.build import move, number, own
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

BALANCERS = "Microsoft.Network/loadBalancers"

MAPPING = Mapping(
    terraform="azurerm_lb_nat_pool",
    arm=BALANCERS,
    place=Under(BALANCERS, "inboundNatPools", ("loadbalancer_id",)),
    pieces=(
        Piece(
            "loadbalancer_id",
            (BALANCERS,),
            "properties.inboundNatPools",
            "append",
            (
                move("name", to="name"),
                own(
                    "frontend_ip_configuration_name",
                    to="properties.frontendIPConfiguration",
                    kind="frontendIPConfigurations",
                ),
                move("protocol", to="properties.protocol"),
                number("frontend_port_start", to="properties.frontendPortRangeStart"),
                number("frontend_port_end", to="properties.frontendPortRangeEnd"),
                number("backend_port", to="properties.backendPort"),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_lb_nat_pool" "ssh" {
              name                           = "ssh"
              resource_group_name            = "rg"
              loadbalancer_id                = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb"
              frontend_ip_configuration_name = "public"
              protocol                       = "Tcp"
              frontend_port_start            = 50000
              frontend_port_end              = 50100
              backend_port                   = 22
            }
            """,
            {"fold:properties.inboundNatPools.properties.frontendPortRangeEnd": 50100},
        ),
    ),
)
