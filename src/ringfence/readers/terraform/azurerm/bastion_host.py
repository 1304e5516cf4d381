"""A bastion: lets people log in to machines of a virtual network from the portal."""

from ringfence.readers.terraform.build import each, flag, inverted, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_bastion_host",
    arm="Microsoft.Network/bastionHosts",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name", default="Basic"),
        reference("virtual_network_id", to="properties.virtualNetwork"),
        each(
            "ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
            ),
        ),
        inverted("copy_paste_enabled", to="properties.disableCopyPaste", default=True),
        flag("file_copy_enabled", to="properties.enableFileCopy", default=False),
        flag("tunneling_enabled", to="properties.enableTunneling", default=False),
        flag("ip_connect_enabled", to="properties.enableIpConnect", default=False),
        flag("shareable_link_enabled", to="properties.enableShareableLink", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_bastion_host" "ops" {
              name                = "bas"
              resource_group_name = "rg"
              location            = "westeurope"
              copy_paste_enabled  = false
              ip_configuration {
                name                 = "main"
                subnet_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/AzureBastionSubnet"
                public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
              }
            }
            """,
            {
                "properties.disableCopyPaste": True,
                "properties.enableTunneling": False,
                "sku.name": "Basic",
            },
        ),
    ),
)
