"""A route that a network manager gives to networks."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_routing_rule",
    arm="Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules",
    place=Under(
        "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections",
        "rules",
        ("rule_collection_id",),
    ),
    parts=(
        block(
            "destination",
            to="properties.destination",
            parts=(move("type", to="type"), move("address", to="destinationAddress")),
        ),
        block(
            "next_hop",
            to="properties.nextHop",
            parts=(move("type", to="nextHopType"), move("address", to="nextHopAddress")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_routing_rule" "x" {
              name = "x"
              rule_collection_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/routingConfigurations/c/ruleCollections/r"
              destination {
                type = "AddressPrefix"
                address = "0.0.0.0/0"
              }
              next_hop {
                type = "VirtualAppliance"
                address = "10.0.0.4"
              }
            }
            """,
            {
                "properties.destination.destinationAddress": "0.0.0.0/0",
                "properties.nextHop.nextHopAddress": "10.0.0.4",
            },
        ),
    ),
)
