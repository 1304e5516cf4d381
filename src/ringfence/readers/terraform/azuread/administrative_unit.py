"""A part of the directory that roles may be limited to."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

VISIBLE = {True: "HiddenMembership", False: "Public", "true": "HiddenMembership", "false": "Public"}

MAPPING = Mapping(
    terraform="azuread_administrative_unit",
    arm="Microsoft.Graph/administrativeUnits",
    place=InDirectory("administrativeUnits"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("members", to="properties.members"),
        move("hidden_membership_enabled", to="properties.visibility", convert=VISIBLE),
    ),
    name="display_name",
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    examples=(
        Example(
            """
            resource "azuread_administrative_unit" "x" {
              display_name = "llm"
              members = ["00000000-0000-0000-0000-000000000001"]
              hidden_membership_enabled = true
            }
            """,
            {
                "properties.members": ["00000000-0000-0000-0000-000000000001"],
                "properties.visibility": "HiddenMembership",
            },
        ),
    ),
)
