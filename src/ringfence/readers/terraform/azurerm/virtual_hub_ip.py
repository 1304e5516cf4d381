"""The address of a virtual hub in a subnet."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_ip",
    arm="Microsoft.Network/virtualHubs/ipConfigurations",
    place=Under("Microsoft.Network/virtualHubs", "ipConfigurations", ("virtual_hub_id",)),
    parts=(
        reference("subnet_id", to="properties.subnet"),
        reference("public_ip_address_id", to="properties.publicIPAddress"),
        move("private_ip_address", to="properties.privateIPAddress"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_ip" "x" {
              name = "x"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
              public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
            }
            """,
            {
                "properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
                "properties.publicIPAddress.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p",
            },
        ),
    ),
)
