"""Which routes of the provider an ExpressRoute circuit takes."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_route_filter",
    arm="Microsoft.Network/routeFilters",
    place=InGroup(),
    parts=(
        *COMMON,
        each(
            "rule",
            to="properties.rules",
            parts=(
                move("name", to="name"),
                move("access", to="properties.access"),
                move("rule_type", to="properties.routeFilterRuleType"),
                move("communities", to="properties.communities"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_route_filter" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              rule {
                name = "r"
                access = "Allow"
                rule_type = "Community"
                communities = ["12076:52004"]
              }
            }
            """,
            {
                "properties.rules[0].properties.access": "Allow",
                "properties.rules[0].properties.communities": ["12076:52004"],
            },
        ),
    ),
)
