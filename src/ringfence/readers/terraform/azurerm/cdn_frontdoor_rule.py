"""A rule of a Front Door: may answer from another origin."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_rule",
    arm="Microsoft.Cdn/profiles/ruleSets/rules",
    place=Under("Microsoft.Cdn/profiles/ruleSets", "rules", ("cdn_frontdoor_rule_set_id",)),
    parts=(
        number("order", to="properties.order"),
        move(
            "behavior_on_match",
            "behaviour_on_match",
            to="properties.matchProcessingBehavior",
            default="Continue",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_rule" "x" {
              name = "x"
              cdn_frontdoor_rule_set_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/ruleSets/r"
              order = 1
              actions {
                route_configuration_override_action {
                  cdn_frontdoor_origin_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/originGroups/other"
                }
              }
            }
            """,
            {
                "properties.order": 1,
                "properties.matchProcessingBehavior": "Continue",
            },
        ),
    ),
)
