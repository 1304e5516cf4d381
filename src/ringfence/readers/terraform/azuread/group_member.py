"""Puts a principal into a group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import UnderDirectory

GROUPS = "Microsoft.Graph/groups"

MAPPING = Mapping(
    terraform="azuread_group_member",
    arm=GROUPS,
    place=UnderDirectory("groups", "members", GROUPS, ("group_object_id",), "member_object_id"),
    pieces=(
        Piece(
            "group_object_id",
            (GROUPS,),
            "properties.members",
            "append",
            (move("member_object_id", to="id"),),
            take="id",
            collection="groups",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azuread_group_member" "alice" {
              group_object_id  = "00000000-0000-0000-0000-0000000000aa"
              member_object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "target": "graph/groups/00000000-0000-0000-0000-0000000000aa",
                "fold:properties.members": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
