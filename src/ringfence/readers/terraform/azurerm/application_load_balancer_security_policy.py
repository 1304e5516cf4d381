"""The web application firewall of an Application Gateway for Containers."""

from ringfence.readers.terraform.build import reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_application_load_balancer_security_policy",
    arm="Microsoft.ServiceNetworking/trafficControllers/securityPolicies",
    place=Under(
        "Microsoft.ServiceNetworking/trafficControllers",
        "securityPolicies",
        ("application_load_balancer_id",),
    ),
    parts=(
        LOCATION,
        reference("web_application_firewall_policy_id", to="properties.wafPolicy"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_application_load_balancer_security_policy" "x" {
              name = "x"
              location = "westeurope"
              application_load_balancer_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/alb"
              web_application_firewall_policy_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/w"
            }
            """,
            {
                "properties.wafPolicy.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/w",
            },
        ),
    ),
)
