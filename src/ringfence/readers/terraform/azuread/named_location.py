"""Addresses or countries that conditional access speaks of."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_named_location",
    arm="Microsoft.Graph/namedLocations",
    place=InDirectory("namedLocations"),
    parts=(
        move("display_name", to="properties.displayName"),
        block(
            "ip",
            to="",
            parts=(
                move("ip_ranges", to="properties.ipRanges"),
                flag("trusted", to="properties.isTrusted", default=False),
            ),
        ),
        block(
            "country",
            to="",
            parts=(move("countries_and_regions", to="properties.countriesAndRegions"),),
        ),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_named_location" "x" {
              display_name = "office"
              ip {
                ip_ranges = ["203.0.113.0/24"]
                trusted = true
              }
            }
            """,
            {
                "properties.ipRanges": ["203.0.113.0/24"],
                "properties.isTrusted": True,
            },
        ),
    ),
)
