"""Changes routes on their way through a virtual hub."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_route_map",
    arm="Microsoft.Network/virtualHubs/routeMaps",
    place=Under("Microsoft.Network/virtualHubs", "routeMaps", ("virtual_hub_id",)),
    parts=(
        each(
            "rule",
            to="properties.rules",
            parts=(
                move("name", to="name"),
                move("next_step_if_matched", to="nextStepIfMatched", default="Unknown"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_route_map" "x" {
              name = "x"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              rule {
                name = "r"
                next_step_if_matched = "Continue"
              }
            }
            """,
            {
                "properties.rules[0].nextStepIfMatched": "Continue",
            },
        ),
    ),
)
