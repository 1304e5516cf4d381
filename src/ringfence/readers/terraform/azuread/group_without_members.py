"""A group of the directory whose members are declared elsewhere."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_group_without_members",
    arm="Microsoft.Graph/groups",
    place=InDirectory("groups"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("owners", to="properties.owners"),
    ),
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_group_without_members" "ml" {
              display_name     = "ml-platform"
              security_enabled = true
            }
            """,
            {"properties.displayName": "ml-platform", "properties.members": ABSENT},
        ),
    ),
)
