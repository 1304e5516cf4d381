"""A public name of a Front Door."""

from ringfence.readers.terraform.build import enabled
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_endpoint",
    arm="Microsoft.Cdn/profiles/afdEndpoints",
    place=Under("Microsoft.Cdn/profiles", "afdEndpoints", ("cdn_frontdoor_profile_id",)),
    parts=(TAGS, enabled("enabled", to="properties.enabledState", default=True)),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_endpoint" "publish" {
              name                     = "publish"
              cdn_frontdoor_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd"
              enabled                  = false
            }
            """,
            {"properties.enabledState": "Disabled"},
        ),
    ),
)
