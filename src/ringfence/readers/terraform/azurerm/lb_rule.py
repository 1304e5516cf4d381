"""A rule of a load balancer."""

from ringfence.readers.terraform.build import flag, ids, move, number, own
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

BALANCERS = "Microsoft.Network/loadBalancers"

MAPPING = Mapping(
    terraform="azurerm_lb_rule",
    arm=BALANCERS,
    place=Under(BALANCERS, "loadBalancingRules", ("loadbalancer_id",)),
    pieces=(
        Piece(
            "loadbalancer_id",
            (BALANCERS,),
            "properties.loadBalancingRules",
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
                number("backend_port", to="properties.backendPort"),
                ids("backend_address_pool_ids", to="properties.backendAddressPools"),
                flag("disable_outbound_snat", to="properties.disableOutboundSnat", default=False),
                flag(
                    "floating_ip_enabled",
                    "enable_floating_ip",
                    to="properties.enableFloatingIP",
                    default=False,
                ),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_lb_rule" "https" {
              name                           = "https"
              loadbalancer_id                = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb"
              frontend_ip_configuration_name = "public"
              protocol                       = "Tcp"
              frontend_port                  = 443
              backend_port                   = 8443
              backend_address_pool_ids       = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p"]
            }
            """,
            {
                "fold:properties.loadBalancingRules.properties.frontendIPConfiguration.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/public",
                "fold:properties.loadBalancingRules.properties.backendPort": 8443,
                "fold:properties.loadBalancingRules.properties.backendAddressPools[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p",
            },
        ),
    ),
)
