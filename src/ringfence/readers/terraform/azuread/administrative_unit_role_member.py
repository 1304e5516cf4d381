"""Grants a role of the directory within an administrative unit."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory


def scope_of(value: Value) -> Value:
    """Return an administrative unit as the scope of a role."""
    return f"/administrativeUnits/{value}" if isinstance(value, str) else value


MAPPING = Mapping(
    terraform="azuread_administrative_unit_role_member",
    arm="Microsoft.Graph/roleAssignments",
    place=InDirectory("roleAssignments"),
    parts=(
        move("role_object_id", to="properties.roleDefinitionId"),
        move("member_object_id", to="properties.principalId"),
        move("administrative_unit_object_id", to="properties.directoryScopeId", convert=scope_of),
    ),
    examples=(
        Example(
            """
            resource "azuread_administrative_unit_role_member" "x" {
              administrative_unit_object_id = "00000000-0000-0000-0000-0000000000aa"
              role_object_id = "00000000-0000-0000-0000-0000000000dd"
              member_object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
                "properties.directoryScopeId": "/administrativeUnits/00000000-0000-0000-0000-0000000000aa",
            },
        ),
    ),
)
