"""A route of a Front Door: from a public name to a group of origins."""

from ringfence.readers.terraform.build import enabled, ids, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_route",
    arm="Microsoft.Cdn/profiles/afdEndpoints/routes",
    place=Under("Microsoft.Cdn/profiles/afdEndpoints", "routes", ("cdn_frontdoor_endpoint_id",)),
    parts=(
        enabled("enabled", to="properties.enabledState", default=True),
        reference("cdn_frontdoor_origin_group_id", to="properties.originGroup"),
        move("patterns_to_match", to="properties.patternsToMatch"),
        move("cdn_frontdoor_origin_path", to="properties.originPath"),
        enabled("link_to_default_domain", to="properties.linkToDefaultDomain", default=True),
        ids("cdn_frontdoor_custom_domain_ids", to="properties.customDomains"),
        ids("cdn_frontdoor_rule_set_ids", to="properties.ruleSets"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_route" "blob" {
              name                          = "blob"
              cdn_frontdoor_endpoint_id     = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/afdEndpoints/publish"
              cdn_frontdoor_origin_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/originGroups/blob"
              patterns_to_match             = ["/*"]
              supported_protocols           = ["Https"]
            }
            """,
            {
                "properties.originGroup.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/originGroups/blob",
                "properties.patternsToMatch": ["/*"],
                "properties.enabledState": "Enabled",
            },
        ),
    ),
)
