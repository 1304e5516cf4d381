"""A VPN or ExpressRoute gateway: where networks outside Azure come in."""

from ringfence.readers.terraform.build import block, each, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_network_gateway",
    arm="Microsoft.Network/virtualNetworkGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        move("type", to="properties.gatewayType"),
        move("vpn_type", to="properties.vpnType", default="RouteBased"),
        move("sku", to="properties.sku.name"),
        flag("bgp_enabled", "enable_bgp", to="properties.enableBgp", default=False),
        flag("active_active", to="properties.activeActive", default=False),
        reference("default_local_network_gateway_id", to="properties.gatewayDefaultSite"),
        each(
            "ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name", default="vnetGatewayConfig"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
            ),
        ),
        block(
            "custom_route",
            to="properties.customRoutes",
            parts=(move("address_prefixes", to="addressPrefixes"),),
        ),
        block(
            "vpn_client_configuration",
            to="properties.vpnClientConfiguration",
            parts=(
                move("address_space", to="vpnClientAddressPool.addressPrefixes"),
                move("aad_tenant", to="aadTenant"),
                move("vpn_auth_types", to="vpnAuthenticationTypes"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_network_gateway" "vpn" {
              name                = "vgw"
              resource_group_name = "rg"
              location            = "westeurope"
              type                = "Vpn"
              sku                 = "VpnGw1"
              ip_configuration {
                subnet_id            = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/GatewaySubnet"
                public_ip_address_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/p"
              }
              vpn_client_configuration {
                address_space = ["172.16.0.0/24"]
              }
            }
            """,
            {
                "properties.gatewayType": "Vpn",
                "properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/GatewaySubnet",
                "properties.vpnClientConfiguration.vpnClientAddressPool.addressPrefixes": [
                    "172.16.0.0/24"
                ],
            },
        ),
    ),
)
