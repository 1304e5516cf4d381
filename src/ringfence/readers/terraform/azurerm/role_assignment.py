"""A role assignment. A role named by its display name becomes the id of the built-in role."""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.identity import ROLE_DEFINITIONS
from ringfence.readers.terraform.mapping import (
    Arguments,
    Computed,
    Example,
    Mapping,
    Move,
    Provider,
)
from ringfence.readers.terraform.places import On
from ringfence.reference.roles import by_name


def _role(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    given = arguments.get("role_definition_id")
    if given is not None:
        return {"properties.roleDefinitionId": given}
    name = arguments.get("role_definition_name")
    if name is None or isinstance(name, Unknown):
        return {} if name is None else {"properties.roleDefinitionId": name}
    role = by_name(str(name))
    if role is not None:
        return {"properties.roleDefinitionId": ROLE_DEFINITIONS + role.id}
    # A custom role by display name: found among the estate's own definitions by that name.
    return {"properties.roleDefinitionName": str(name)}


MAPPING = Mapping(
    terraform="azurerm_role_assignment",
    arm="Microsoft.Authorization/roleAssignments",
    place=On("scope"),
    page="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/role_assignment",
    parts=(
        Move(("scope",), "properties.scope"),
        Move(("principal_id",), "properties.principalId"),
        Move(("principal_type",), "properties.principalType"),
        Move(("condition",), "properties.condition"),
        Computed(
            ("role_definition_id", "role_definition_name"),
            ("properties.roleDefinitionId", "properties.roleDefinitionName"),
            _role,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_role_assignment" "reader" {
              scope                = "/subscriptions/s"
              role_definition_name = "Reader"
              principal_id         = "00000000-0000-0000-0000-000000000001"
              principal_type       = "Group"
            }
            """,
            {
                "properties.scope": "/subscriptions/s",
                "properties.roleDefinitionId": "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7",
                "properties.principalType": "Group",
            },
        ),
    ),
)
