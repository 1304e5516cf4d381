"""A tunnel from a virtual hub to a site."""

from ringfence.readers.terraform.build import block, each, flag, ids, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_vpn_gateway_connection",
    arm="Microsoft.Network/vpnGateways/vpnConnections",
    place=Under("Microsoft.Network/vpnGateways", "vpnConnections", ("vpn_gateway_id",)),
    parts=(
        reference("remote_vpn_site_id", to="properties.remoteVpnSite"),
        flag("internet_security_enabled", to="properties.enableInternetSecurity", default=False),
        block(
            "routing",
            to="properties.routingConfiguration",
            parts=(
                reference("associated_route_table", to="associatedRouteTable"),
                block(
                    "propagated_route_table",
                    to="propagatedRouteTables",
                    parts=(move("labels", to="labels"), ids("route_table_ids", to="ids")),
                ),
            ),
        ),
        each(
            "vpn_link",
            to="properties.vpnLinkConnections",
            parts=(
                move("name", to="name"),
                reference("vpn_site_link_id", to="properties.vpnSiteLink"),
                flag("bgp_enabled", to="properties.enableBgp", default=False),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_vpn_gateway_connection" "x" {
              name = "x"
              vpn_gateway_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnGateways/vpn"
              remote_vpn_site_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnSites/plant"
              vpn_link {
                name = "l"
                vpn_site_link_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnSites/plant/vpnSiteLinks/l"
              }
              routing {
                associated_route_table = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubRouteTables/t"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnGateways/vpn/vpnConnections/x",
                "properties.remoteVpnSite.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/vpnSites/plant",
                "properties.enableInternetSecurity": False,
                "properties.routingConfiguration.associatedRouteTable.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubRouteTables/t",
            },
        ),
    ),
)
