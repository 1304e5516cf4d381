"""A set of rules of a Front Door."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_rule_set",
    arm="Microsoft.Cdn/profiles/ruleSets",
    place=Under("Microsoft.Cdn/profiles", "ruleSets", ("cdn_frontdoor_profile_id",)),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_rule_set" "x" {
              name = "x"
              cdn_frontdoor_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/ruleSets/x",
            },
        ),
    ),
)
