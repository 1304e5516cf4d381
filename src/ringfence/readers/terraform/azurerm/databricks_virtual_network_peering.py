"""Joins the network of a Databricks workspace with another."""

from ringfence.readers.terraform.build import flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_databricks_virtual_network_peering",
    arm="Microsoft.Databricks/workspaces/virtualNetworkPeerings",
    place=Under("Microsoft.Databricks/workspaces", "virtualNetworkPeerings", ("workspace_id",)),
    parts=(
        move("remote_address_space_prefixes", to="properties.remoteAddressSpace.addressPrefixes"),
        move("address_space_prefixes", to="properties.databricksAddressSpace.addressPrefixes"),
        reference("remote_virtual_network_id", to="properties.remoteVirtualNetwork"),
        flag(
            "allow_virtual_network_access", to="properties.allowVirtualNetworkAccess", default=True
        ),
        flag("allow_forwarded_traffic", to="properties.allowForwardedTraffic", default=False),
        flag("allow_gateway_transit", to="properties.allowGatewayTransit", default=False),
        flag("use_remote_gateways", to="properties.useRemoteGateways", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_databricks_virtual_network_peering" "x" {
              name = "x"
              resource_group_name = "rg"
              workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/adb"
              remote_virtual_network_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
              remote_address_space_prefixes = ["10.0.0.0/16"]
              address_space_prefixes = ["10.139.0.0/16"]
            }
            """,
            {
                "properties.remoteVirtualNetwork.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
                "properties.allowVirtualNetworkAccess": True,
            },
        ),
    ),
)
