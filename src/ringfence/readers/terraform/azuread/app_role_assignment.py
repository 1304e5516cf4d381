"""Grants an application permission (an app role, perhaps of Microsoft Graph) to a principal."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_app_role_assignment",
    arm="Microsoft.Graph/appRoleAssignedTo",
    place=InDirectory("appRoleAssignedTo"),
    parts=(
        move("app_role_id", to="properties.appRoleId"),
        move("principal_object_id", to="properties.principalId"),
        move("resource_object_id", to="properties.resourceId"),
    ),
    examples=(
        Example(
            """
            resource "azuread_app_role_assignment" "graph" {
              app_role_id         = "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9"
              principal_object_id = "00000000-0000-0000-0000-000000000001"
              resource_object_id  = "00000000-0000-0000-0000-000000000002"
            }
            """,
            {
                "properties.appRoleId": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
