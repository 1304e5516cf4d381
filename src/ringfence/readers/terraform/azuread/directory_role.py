"""A role of the directory, activated so that it can be assigned."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_directory_role",
    arm="Microsoft.Graph/directoryRoles",
    place=InDirectory("directoryRoles"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("template_id", to="properties.roleTemplateId"),
    ),
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_directory_role" "admin" {
              template_id = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
            }
            """,
            {"properties.roleTemplateId": "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"},
        ),
    ),
)
