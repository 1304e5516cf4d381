"""A private link service: publishes what stands behind a load balancer to others."""

from ringfence.readers.terraform.build import each, flag, ids, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_private_link_service",
    arm="Microsoft.Network/privateLinkServices",
    place=InGroup(),
    parts=(
        *COMMON,
        ids(
            "load_balancer_frontend_ip_configuration_ids",
            to="properties.loadBalancerFrontendIpConfigurations",
        ),
        move("destination_ip_address", to="properties.destinationIPAddress"),
        move("auto_approval_subscription_ids", to="properties.autoApproval.subscriptions"),
        move("visibility_subscription_ids", to="properties.visibility.subscriptions"),
        move("fqdns", to="properties.fqdns"),
        each(
            "nat_ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                flag("primary", to="properties.primary"),
                move("private_ip_address", to="properties.privateIPAddress"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_private_link_service" "serve" {
              name                                        = "pls-serve"
              resource_group_name                         = "rg"
              location                                    = "westeurope"
              visibility_subscription_ids                 = ["*"]
              load_balancer_frontend_ip_configuration_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/f"]
              nat_ip_configuration {
                name      = "main"
                primary   = true
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              }
            }
            """,
            {
                "properties.visibility.subscriptions": ["*"],
                "properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
