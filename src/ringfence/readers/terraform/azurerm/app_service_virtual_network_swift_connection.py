"""Puts an app into a subnet, declared on its own."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

SITES = "Microsoft.Web/sites"

MAPPING = Mapping(
    terraform="azurerm_app_service_virtual_network_swift_connection",
    arm=SITES,
    place=Under(SITES, "networkConfig/virtualNetwork", ("app_service_id",), name=""),
    pieces=(
        Piece(
            "app_service_id",
            (SITES,),
            "properties.virtualNetworkSubnetId",
            "set",
            (move("subnet_id", to="id"),),
            take="id",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_app_service_virtual_network_swift_connection" "chat" {
              app_service_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app"
              subnet_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            }
            """,
            {
                "fold:properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            },
        ),
    ),
)
