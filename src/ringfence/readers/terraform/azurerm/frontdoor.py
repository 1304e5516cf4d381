"""A classic Front Door."""

from ringfence.readers.terraform.build import (
    block,
    each,
    enabled,
    move,
    number,
    own,
    owned,
    reference,
)
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_frontdoor",
    arm="Microsoft.Network/frontDoors",
    place=InGroup(),
    parts=(
        TAGS,
        Fixed("location", "global"),
        enabled("load_balancer_enabled", to="properties.enabledState", default=True),
        each(
            "backend_pool",
            to="properties.backendPools",
            parts=(
                move("name", to="name"),
                each(
                    "backend",
                    to="properties.backends",
                    parts=(
                        move("address", to="address"),
                        move("host_header", to="backendHostHeader"),
                        number("http_port", to="httpPort"),
                        number("https_port", to="httpsPort"),
                        enabled("enabled", to="enabledState", default=True),
                    ),
                ),
            ),
        ),
        each(
            "frontend_endpoint",
            to="properties.frontendEndpoints",
            parts=(
                move("name", to="name"),
                move("host_name", to="properties.hostName"),
                reference(
                    "web_application_firewall_policy_link_id",
                    to="properties.webApplicationFirewallPolicyLink",
                ),
            ),
        ),
        each(
            "routing_rule",
            to="properties.routingRules",
            parts=(
                move("name", to="name"),
                enabled("enabled", to="properties.enabledState", default=True),
                owned(
                    "frontend_endpoints",
                    to="properties.frontendEndpoints",
                    kind="frontendEndpoints",
                ),
                move("patterns_to_match", to="properties.patternsToMatch"),
                block(
                    "forwarding_configuration",
                    to="properties.routeConfiguration",
                    parts=(own("backend_pool_name", to="backendPool", kind="backendPools"),),
                ),
            ),
        ),
    ),
    names_itself=True,
    examples=(
        Example(
            """
            resource "azurerm_frontdoor" "publish" {
              name                = "fd"
              resource_group_name = "rg"
              backend_pool {
                name                = "blob"
                load_balancing_name = "lb"
                health_probe_name   = "probe"
                backend {
                  address     = "stweights.blob.core.windows.net"
                  host_header = "stweights.blob.core.windows.net"
                  http_port   = 80
                  https_port  = 443
                }
              }
              frontend_endpoint {
                name      = "public"
                host_name = "fd.azurefd.net"
              }
              routing_rule {
                name               = "blob"
                accepted_protocols = ["Https"]
                patterns_to_match  = ["/*"]
                frontend_endpoints = ["public"]
                forwarding_configuration {
                  backend_pool_name = "blob"
                }
              }
            }
            """,
            {
                "properties.backendPools[0].properties.backends[0].address": "stweights.blob.core.windows.net",
                "properties.routingRules[0].properties.routeConfiguration.backendPool.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/frontDoors/fd/backendPools/blob",
            },
        ),
    ),
)
