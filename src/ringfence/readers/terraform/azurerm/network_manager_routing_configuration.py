"""Routes that a network manager gives to networks."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_routing_configuration",
    arm="Microsoft.Network/networkManagers/routingConfigurations",
    place=Under(
        "Microsoft.Network/networkManagers", "routingConfigurations", ("network_manager_id",)
    ),
    parts=(
        move("route_table_usage_mode", to="properties.routeTableUsageMode", default="ManagedOnly"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_routing_configuration" "x" {
              name = "x"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              route_table_usage_mode = "UseExisting"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/routingConfigurations/x",
                "properties.routeTableUsageMode": "UseExisting",
            },
        ),
    ),
)
