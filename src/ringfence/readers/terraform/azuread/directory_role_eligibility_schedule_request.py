"""A role of the directory that a principal may activate for itself: it holds like any other."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_directory_role_eligibility_schedule_request",
    arm="Microsoft.Graph/roleAssignments",
    place=InDirectory("roleAssignments"),
    parts=(
        move("role_definition_id", to="properties.roleDefinitionId"),
        move("principal_id", to="properties.principalId"),
        move("directory_scope_id", to="properties.directoryScopeId"),
    ),
    examples=(
        Example(
            """
            resource "azuread_directory_role_eligibility_schedule_request" "x" {
              role_definition_id = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
              principal_id = "00000000-0000-0000-0000-000000000001"
              directory_scope_id = "/"
              justification = "j"
            }
            """,
            {
                "properties.roleDefinitionId": "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
