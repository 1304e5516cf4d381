"""Connects a virtual network to a virtual hub, and so to all others that are connected."""

from ringfence.readers.terraform.build import flag, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_connection",
    arm="Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
    place=Under(
        "Microsoft.Network/virtualHubs", "hubVirtualNetworkConnections", ("virtual_hub_id",)
    ),
    parts=(
        reference("remote_virtual_network_id", to="properties.remoteVirtualNetwork"),
        flag("internet_security_enabled", to="properties.enableInternetSecurity", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_connection" "llm" {
              name                      = "llm"
              virtual_hub_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              remote_virtual_network_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            }
            """,
            {
                "properties.remoteVirtualNetwork.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
                "properties.enableInternetSecurity": False,
            },
        ),
    ),
)
