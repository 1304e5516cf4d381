"""A role of the directory of our own."""

from ringfence.readers.terraform.build import each, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_custom_directory_role",
    arm="Microsoft.Graph/roleDefinitions",
    place=InDirectory("roleDefinitions"),
    parts=(
        move("display_name", to="properties.displayName"),
        flag("enabled", to="properties.isEnabled"),
        move("template_id", to="properties.templateId"),
        each(
            "permissions",
            to="properties.rolePermissions",
            parts=(move("allowed_resource_actions", to="allowedResourceActions"),),
        ),
    ),
    name="display_name",
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    examples=(
        Example(
            """
            resource "azuread_custom_directory_role" "x" {
              display_name = "secrets"
              enabled = true
              version = "1.0"
              permissions {
                allowed_resource_actions = ["microsoft.directory/applications/credentials/update"]
              }
            }
            """,
            {
                "properties.rolePermissions[0].allowedResourceActions": [
                    "microsoft.directory/applications/credentials/update"
                ],
                "properties.isEnabled": True,
            },
        ),
    ),
)
