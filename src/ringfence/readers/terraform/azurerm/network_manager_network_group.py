"""A group of networks."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_network_group",
    arm="Microsoft.Network/networkManagers/networkGroups",
    place=Under("Microsoft.Network/networkManagers", "networkGroups", ("network_manager_id",)),
    parts=(move("member_type", to="properties.memberType", default="VirtualNetwork"),),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_network_group" "spokes" {
              name               = "spokes"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/avnm"
              member_type        = "VirtualNetwork"
            }
            """,
            {"properties.memberType": "VirtualNetwork"},
        ),
    ),
)
