"""Puts a network into a group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_static_member",
    arm="Microsoft.Network/networkManagers/networkGroups/staticMembers",
    place=Under(
        "Microsoft.Network/networkManagers/networkGroups", "staticMembers", ("network_group_id",)
    ),
    parts=(move("target_virtual_network_id", to="properties.resourceId"),),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_static_member" "llm" {
              name                      = "llm"
              network_group_id          = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/avnm/networkGroups/g"
              target_virtual_network_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            }
            """,
            {
                "properties.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            },
        ),
    ),
)
