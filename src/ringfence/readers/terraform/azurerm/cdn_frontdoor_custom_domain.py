"""A name of one's own for a Front Door."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_custom_domain",
    arm="Microsoft.Cdn/profiles/customDomains",
    place=Under("Microsoft.Cdn/profiles", "customDomains", ("cdn_frontdoor_profile_id",)),
    parts=(move("host_name", to="properties.hostName"),),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_custom_domain" "models" {
              name                     = "models"
              cdn_frontdoor_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd"
              host_name                = "models.example.org"
              tls {}
            }
            """,
            {"properties.hostName": "models.example.org"},
        ),
    ),
)
