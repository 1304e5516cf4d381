"""A role assignment. A role named by its display name becomes the id of the built-in role."""

from ringfence.model.facts import ABSENT, Unknown, Value
from ringfence.readers.identity import ROLE_DEFINITIONS
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import built_in
from ringfence.reference.roles import by_name


def _role(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    given = arguments.get("role_definition_id")
    if given is not None:
        return {"properties.roleDefinitionId": built_in(given)}
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
    parts=(
        move("scope", to="properties.scope"),
        move("principal_id", to="properties.principalId"),
        move("principal_type", to="properties.principalType"),
        move("condition", to="properties.condition"),
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
        Example(
            """
            resource "azurerm_role_assignment" "own" {
              scope              = "/subscriptions/s"
              role_definition_id = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"
              principal_id       = "00000000-0000-0000-0000-000000000001"
            }
            resource "azurerm_role_assignment" "custom" {
              scope                = "/subscriptions/s"
              role_definition_name = "Model Reader"
              principal_id         = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "own:properties.roleDefinitionId": "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7",
                "custom:properties.roleDefinitionName": "Model Reader",
                "custom:properties.roleDefinitionId": ABSENT,
            },
        ),
    ),
)
