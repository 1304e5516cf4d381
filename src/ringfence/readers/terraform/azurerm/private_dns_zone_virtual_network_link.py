"""Lets a virtual network resolve names in a private DNS zone."""

from ringfence.readers.terraform.build import flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_private_dns_zone_virtual_network_link",
    arm="Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    place=Under(
        "Microsoft.Network/privateDnsZones",
        "virtualNetworkLinks",
        ("private_dns_zone_id",),
        ("private_dns_zone_name",),
        group=True,
    ),
    parts=(
        TAGS,
        reference("virtual_network_id", to="properties.virtualNetwork"),
        flag("registration_enabled", to="properties.registrationEnabled", default=False),
        move("resolution_policy", to="properties.resolutionPolicy"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_private_dns_zone_virtual_network_link" "llm" {
              name                  = "llm"
              resource_group_name   = "rg"
              private_dns_zone_name = "privatelink.blob.core.windows.net"
              virtual_network_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
            }
            """,
            {
                "properties.virtualNetwork.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
                "properties.registrationEnabled": False,
            },
        ),
    ),
)
