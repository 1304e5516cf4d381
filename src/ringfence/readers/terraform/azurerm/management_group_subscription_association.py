"""Puts a subscription into a management group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

GROUPS = "Microsoft.Management/managementGroups"

MAPPING = Mapping(
    terraform="azurerm_management_group_subscription_association",
    arm=GROUPS,
    place=Under(GROUPS, "", ("management_group_id",), name=""),
    pieces=(
        Piece(
            "management_group_id",
            (GROUPS,),
            "properties.subscriptions",
            "append",
            (move("subscription_id", to="id"),),
            take="id",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_management_group_subscription_association" "llm" {
              management_group_id = "/providers/Microsoft.Management/managementGroups/mg-llm"
              subscription_id     = "/subscriptions/00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "fold:properties.subscriptions": "/subscriptions/00000000-0000-0000-0000-00000000000a"
            },
        ),
    ),
)
