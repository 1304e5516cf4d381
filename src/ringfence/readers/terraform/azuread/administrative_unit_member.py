"""Puts an object of the directory into an administrative unit."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import UnderDirectory

MAPPING = Mapping(
    terraform="azuread_administrative_unit_member",
    arm="Microsoft.Graph/administrativeUnits",
    place=UnderDirectory(
        "administrativeUnits",
        "members",
        "Microsoft.Graph/administrativeUnits",
        ("administrative_unit_object_id",),
        "member_object_id",
    ),
    only_piece=True,
    pieces=(
        Piece(
            "administrative_unit_object_id",
            ("Microsoft.Graph/administrativeUnits",),
            "properties.members",
            "append",
            (move("member_object_id", to="id"),),
            take="id",
            collection="administrativeUnits",
        ),
    ),
    examples=(
        Example(
            """
            resource "azuread_administrative_unit_member" "x" {
              administrative_unit_object_id = "00000000-0000-0000-0000-0000000000aa"
              member_object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "fold:properties.members": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
