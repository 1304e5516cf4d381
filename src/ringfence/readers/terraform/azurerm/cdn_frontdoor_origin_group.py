"""A group of origins of a Front Door."""

from ringfence.readers.terraform.build import enabled
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_origin_group",
    arm="Microsoft.Cdn/profiles/originGroups",
    place=Under("Microsoft.Cdn/profiles", "originGroups", ("cdn_frontdoor_profile_id",)),
    parts=(
        enabled("session_affinity_enabled", to="properties.sessionAffinityState", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_origin_group" "blob" {
              name                     = "blob"
              cdn_frontdoor_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd"
              session_affinity_enabled = false
              load_balancing {}
            }
            """,
            {"properties.sessionAffinityState": "Disabled"},
        ),
    ),
)
