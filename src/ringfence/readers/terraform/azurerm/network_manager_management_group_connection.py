"""Asks that a network manager of another tenant governs a management group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_network_manager_management_group_connection",
    arm="Microsoft.Network/networkManagerConnections",
    place=On("management_group_id"),
    parts=(move("network_manager_id", to="properties.networkManagerId"),),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_management_group_connection" "x" {
              name = "x"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              management_group_id = "/providers/Microsoft.Management/managementGroups/mg"
            }
            """,
            {
                "id": "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Network/networkManagerConnections/x",
                "properties.networkManagerId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm",
            },
        ),
    ),
)
