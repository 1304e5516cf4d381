"""Asks that a network manager of another tenant governs a subscription."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_network_manager_subscription_connection",
    arm="Microsoft.Network/networkManagerConnections",
    place=On("subscription_id"),
    parts=(move("network_manager_id", to="properties.networkManagerId"),),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_subscription_connection" "x" {
              name = "x"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              subscription_id = "/subscriptions/other"
            }
            """,
            {
                "id": "/subscriptions/other/providers/Microsoft.Network/networkManagerConnections/x",
                "properties.networkManagerId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm",
            },
        ),
    ),
)
