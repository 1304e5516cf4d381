"""A load balancer. Its rules and pools are resources of their own in Terraform."""

from ringfence.readers.terraform.build import each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_lb",
    arm="Microsoft.Network/loadBalancers",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name", default=Since({3: "Basic", 4: "Standard", 5: "Standard"})),
        move("sku_tier", to="sku.tier", default="Regional"),
        each(
            "frontend_ip_configuration",
            to="properties.frontendIPConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
                reference("public_ip_prefix_id", to="properties.publicIPPrefix"),
                move("private_ip_address", to="properties.privateIPAddress"),
                reference(
                    "gateway_load_balancer_frontend_ip_configuration_id",
                    to="properties.gatewayLoadBalancer",
                ),
            ),
        ),
    ),
    elements={"frontend_ip_configuration": "frontendIPConfigurations"},
    examples=(
        Example(
            """
            resource "azurerm_lb" "serve" {
              name                = "lb-serve"
              resource_group_name = "rg"
              location            = "westeurope"
              frontend_ip_configuration {
                name                 = "public"
                public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
              }
            }
            """,
            {
                "sku.name": "Standard",
                "properties.frontendIPConfigurations[0].properties.publicIPAddress.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p",
            },
        ),
    ),
)
