"""A group of the directory. Who a membership rule lets in is not known here."""

from ringfence.model.facts import Unknown, Value, members
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InDirectory


def _members(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    listed = [element for element, _ in members(arguments.get("members"))]
    if any(members(arguments.get("dynamic_membership"))):
        listed.append(Unknown("a membership rule decides who is in the group"))
    return {"properties.members": listed} if listed else {}


MAPPING = Mapping(
    terraform="azuread_group",
    arm="Microsoft.Graph/groups",
    place=InDirectory("groups"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("owners", to="properties.owners"),
        Computed(("members", "dynamic_membership"), ("properties.members",), _members),
    ),
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_group" "ml" {
              display_name     = "ml-platform"
              security_enabled = true
              members          = ["00000000-0000-0000-0000-000000000001"]
            }
            """,
            {
                "properties.displayName": "ml-platform",
                "properties.members": ["00000000-0000-0000-0000-000000000001"],
            },
        ),
    ),
)
