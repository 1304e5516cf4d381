"""A subnet that a SQL server admits."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_virtual_network_rule",
    arm="Microsoft.Sql/servers/virtualNetworkRules",
    place=Under("Microsoft.Sql/servers", "virtualNetworkRules", ("server_id",)),
    parts=(move("subnet_id", to="properties.virtualNetworkSubnetId"),),
    examples=(
        Example(
            """
            resource "azurerm_mssql_virtual_network_rule" "train" {
              name      = "train"
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            }
            """,
            {
                "properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            },
        ),
    ),
)
