"""Gives a NAT gateway a public address; without one it sends nowhere."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

GATEWAYS = "Microsoft.Network/natGateways"

MAPPING = Mapping(
    terraform="azurerm_nat_gateway_public_ip_association",
    arm=GATEWAYS,
    place=Under(GATEWAYS, "", ("nat_gateway_id",), name=""),
    pieces=(
        Piece(
            "nat_gateway_id",
            (GATEWAYS,),
            "properties.publicIpAddresses",
            "append",
            (move("public_ip_address_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_nat_gateway_public_ip_association" "out" {
              nat_gateway_id       = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/natGateways/nat"
              public_ip_address_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/p"
            }
            """,
            {
                "fold:properties.publicIpAddresses.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/p"
            },
        ),
    ),
)
