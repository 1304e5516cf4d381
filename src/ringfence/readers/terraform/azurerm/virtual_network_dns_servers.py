"""The DNS servers of a virtual network, declared on their own."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

NETWORKS = "Microsoft.Network/virtualNetworks"

MAPPING = Mapping(
    terraform="azurerm_virtual_network_dns_servers",
    arm=NETWORKS,
    place=Under(NETWORKS, "dnsServers/default", ("virtual_network_id",), name=""),
    pieces=(
        Piece(
            "virtual_network_id",
            (NETWORKS,),
            "properties.dhcpOptions.dnsServers",
            "set",
            (move("dns_servers", to="dnsServers"),),
            take="dnsServers",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_virtual_network_dns_servers" "own" {
              virtual_network_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v"
              dns_servers        = ["10.0.0.4"]
            }
            """,
            {"fold:properties.dhcpOptions.dnsServers": ["10.0.0.4"]},
        ),
    ),
)
