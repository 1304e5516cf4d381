"""Adds a range to a named group of addresses."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

GROUPS = "Microsoft.Network/ipGroups"

MAPPING = Mapping(
    terraform="azurerm_ip_group_cidr",
    arm=GROUPS,
    place=Under(GROUPS, "cidrs", ("ip_group_id",), name="cidr"),
    pieces=(
        Piece(
            "ip_group_id",
            (GROUPS,),
            "properties.ipAddresses",
            "append",
            (move("cidr", to="cidr"),),
            take="cidr",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_ip_group_cidr" "one" {
              ip_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/ipGroups/g"
              cidr        = "203.0.113.0/24"
            }
            """,
            {"fold:properties.ipAddresses": "203.0.113.0/24"},
        ),
    ),
)
