"""Sends the traffic of a virtual hub through what inspects it."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_routing_intent",
    arm="Microsoft.Network/virtualHubs/routingIntent",
    place=Under("Microsoft.Network/virtualHubs", "routingIntent", ("virtual_hub_id",)),
    parts=(
        each(
            "routing_policy",
            to="properties.routingPolicies",
            parts=(
                move("name", to="name"),
                move("destinations", to="destinations"),
                move("next_hop", to="nextHop"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_routing_intent" "x" {
              name = "x"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              routing_policy {
                name = "Internet"
                destinations = ["Internet"]
                next_hop = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/azureFirewalls/fw"
              }
            }
            """,
            {
                "properties.routingPolicies[0].nextHop": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/azureFirewalls/fw",
                "properties.routingPolicies[0].destinations": ["Internet"],
            },
        ),
    ),
)
