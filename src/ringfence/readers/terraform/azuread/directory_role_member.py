"""Grants an activated role of the directory to a principal (older form)."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_directory_role_member",
    arm="Microsoft.Graph/roleAssignments",
    place=InDirectory("roleAssignments"),
    parts=(
        move("role_object_id", to="properties.roleDefinitionId"),
        move("member_object_id", to="properties.principalId"),
    ),
    examples=(
        Example(
            """
            resource "azuread_directory_role_member" "admin" {
              role_object_id   = "00000000-0000-0000-0000-0000000000dd"
              member_object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {"properties.principalId": "00000000-0000-0000-0000-000000000001"},
        ),
    ),
)
