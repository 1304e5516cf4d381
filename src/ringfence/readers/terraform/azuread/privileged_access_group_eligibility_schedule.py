"""Makes a principal a member or owner of a group for a time, when it asks: that holds like being one."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.memberships import schedule
from ringfence.readers.terraform.places import UnderDirectory

MAPPING = Mapping(
    terraform="azuread_privileged_access_group_eligibility_schedule",
    arm="Microsoft.Graph/groups",
    place=UnderDirectory(
        "groups", "privileged", "Microsoft.Graph/groups", ("group_id",), "principal_id"
    ),
    only_piece=True,
    pieces=schedule("members", "member") + schedule("owners", "owner"),
    examples=(
        Example(
            """
            resource "azuread_privileged_access_group_eligibility_schedule" "x" {
              group_id = "00000000-0000-0000-0000-0000000000aa"
              principal_id = "00000000-0000-0000-0000-000000000001"
              assignment_type = "member"
              permanent_assignment = true
            }
            """,
            {
                "fold:properties.members": "00000000-0000-0000-0000-000000000001",
                "fold:properties.owners": ABSENT,
            },
        ),
        Example(
            """
            resource "azuread_privileged_access_group_eligibility_schedule" "x" {
              group_id = "00000000-0000-0000-0000-0000000000aa"
              principal_id = "00000000-0000-0000-0000-000000000001"
              assignment_type = "owner"
              permanent_assignment = true
            }
            """,
            {
                "fold:properties.owners": "00000000-0000-0000-0000-000000000001",
                "fold:properties.members": ABSENT,
            },
        ),
    ),
)
