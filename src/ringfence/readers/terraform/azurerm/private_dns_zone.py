"""A private DNS zone."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_private_dns_zone",
    arm="Microsoft.Network/privateDnsZones",
    place=InGroup(),
    parts=(TAGS,),
    examples=(
        Example(
            """
            resource "azurerm_private_dns_zone" "blob" {
              name                = "privatelink.blob.core.windows.net"
              resource_group_name = "rg"
              tags                = { zone = "blob" }
            }
            """,
            {"tags.zone": "blob"},
        ),
    ),
)
