"""One direction of a peering; traffic needs both."""

from ringfence.readers.terraform.build import flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_network_peering",
    arm="Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    place=Under(
        "Microsoft.Network/virtualNetworks",
        "virtualNetworkPeerings",
        names=("virtual_network_name",),
        group=True,
    ),
    parts=(
        reference("remote_virtual_network_id", to="properties.remoteVirtualNetwork"),
        flag(
            "allow_virtual_network_access",
            to="properties.allowVirtualNetworkAccess",
            default=True,
        ),
        flag("allow_forwarded_traffic", to="properties.allowForwardedTraffic", default=False),
        flag("allow_gateway_transit", to="properties.allowGatewayTransit", default=False),
        flag("use_remote_gateways", to="properties.useRemoteGateways", default=False),
        flag(
            "peer_complete_virtual_networks_enabled",
            to="properties.peerCompleteVnets",
            default=True,
        ),
        move("local_subnet_names", to="properties.localSubnetNames"),
        move("remote_subnet_names", to="properties.remoteSubnetNames"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_network_peering" "hub" {
              name                      = "to-hub"
              resource_group_name       = "rg"
              virtual_network_name      = "vnet-llm"
              remote_virtual_network_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub"
              use_remote_gateways       = true
            }
            """,
            {
                "properties.remoteVirtualNetwork.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub",
                "properties.allowVirtualNetworkAccess": True,
                "properties.allowForwardedTraffic": False,
                "properties.useRemoteGateways": True,
            },
        ),
    ),
)
