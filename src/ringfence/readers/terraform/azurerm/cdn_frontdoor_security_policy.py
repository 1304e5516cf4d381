"""Puts a web application firewall in front of names of a Front Door."""

from ringfence.readers.terraform.build import block, each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_security_policy",
    arm="Microsoft.Cdn/profiles/securityPolicies",
    place=Under("Microsoft.Cdn/profiles", "securityPolicies", ("cdn_frontdoor_profile_id",)),
    parts=(
        block(
            "security_policies",
            to="properties.parameters",
            parts=(
                Fixed("type", "WebApplicationFirewall"),
                block(
                    "firewall",
                    to="",
                    parts=(
                        reference("cdn_frontdoor_firewall_policy_id", to="wafPolicy"),
                        each(
                            "association",
                            to="associations",
                            parts=(
                                move("patterns_to_match", to="patternsToMatch"),
                                each(
                                    "domain",
                                    to="domains",
                                    parts=(move("cdn_frontdoor_domain_id", to="id"),),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_security_policy" "publish" {
              name                     = "publish"
              cdn_frontdoor_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd"
              security_policies {
                firewall {
                  cdn_frontdoor_firewall_policy_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/waf"
                  association {
                    patterns_to_match = ["/*"]
                    domain {
                      cdn_frontdoor_domain_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/afdEndpoints/publish"
                    }
                  }
                }
              }
            }
            """,
            {
                "properties.parameters.wafPolicy.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/waf",
                "properties.parameters.associations[0].domains[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/afdEndpoints/publish",
            },
        ),
    ),
)
