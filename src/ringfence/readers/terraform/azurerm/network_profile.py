"""The networks that groups of containers start in."""

from ringfence.readers.terraform.build import each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_profile",
    arm="Microsoft.Network/networkProfiles",
    place=InGroup(),
    parts=(
        *COMMON,
        each(
            "container_network_interface",
            to="properties.containerNetworkInterfaceConfigurations",
            parts=(
                move("name", to="name"),
                each(
                    "ip_configuration",
                    to="properties.ipConfigurations",
                    parts=(move("name", to="name"), reference("subnet_id", to="properties.subnet")),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_profile" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              container_network_interface {
                name = "n"
                ip_configuration {
                  name = "i"
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/aci"
                }
              }
            }
            """,
            {
                "properties.containerNetworkInterfaceConfigurations[0].properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/aci",
            },
        ),
    ),
)
