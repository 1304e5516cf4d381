"""A subnet that a single server of MariaDB admits."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mariadb_virtual_network_rule",
    arm="Microsoft.DBforMariaDB/servers/virtualNetworkRules",
    place=Under(
        "Microsoft.DBforMariaDB/servers", "virtualNetworkRules", names=("server_name",), group=True
    ),
    parts=(move("subnet_id", to="properties.virtualNetworkSubnetId"),),
    examples=(
        Example(
            """
            resource "azurerm_mariadb_virtual_network_rule" "x" {
              name = "x"
              resource_group_name = "rg"
              server_name = "db"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            }
            """,
            {
                "properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
            provider=3,
        ),
    ),
)
