"""Routes of a network manager and the networks that they are for."""

from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_routing_rule_collection",
    arm="Microsoft.Network/networkManagers/routingConfigurations/ruleCollections",
    place=Under(
        "Microsoft.Network/networkManagers/routingConfigurations",
        "ruleCollections",
        ("routing_configuration_id",),
    ),
    parts=(
        items(
            "network_group_ids",
            to="properties.appliesTo",
            make=lambda group: {"networkGroupId": group},
        ),
        move(
            "bgp_route_propagation_enabled",
            to="properties.disableBgpRoutePropagation",
            default=False,
            convert={True: "False", False: "True", "true": "False", "false": "True"},
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_routing_rule_collection" "x" {
              name = "x"
              routing_configuration_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/routingConfigurations/c"
              network_group_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/networkGroups/g"]
            }
            """,
            {
                "properties.appliesTo[0].networkGroupId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/networkGroups/g",
                "properties.disableBgpRoutePropagation": "True",
            },
        ),
    ),
)
