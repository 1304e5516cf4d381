"""A site outside of Azure that a gateway of a virtual hub reaches."""

from ringfence.readers.terraform.build import each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_vpn_site",
    arm="Microsoft.Network/vpnSites",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("virtual_wan_id", to="properties.virtualWan"),
        move("address_cidrs", to="properties.addressSpace.addressPrefixes"),
        each(
            "link",
            to="properties.vpnSiteLinks",
            parts=(
                move("name", to="name"),
                move("ip_address", to="properties.ipAddress"),
                move("fqdn", to="properties.fqdn"),
            ),
        ),
    ),
    elements={"link": "vpnSiteLinks"},
    examples=(
        Example(
            """
            resource "azurerm_vpn_site" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              virtual_wan_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualWans/wan"
              address_cidrs = ["192.168.0.0/16"]
              link {
                name = "l"
                ip_address = "203.0.113.7"
              }
            }
            """,
            {
                "properties.addressSpace.addressPrefixes[0]": "192.168.0.0/16",
                "properties.vpnSiteLinks[0].properties.ipAddress": "203.0.113.7",
            },
        ),
    ),
)
