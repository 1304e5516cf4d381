"""A role assignment made through Privileged Identity Management; it holds like any other."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import built_in

MAPPING = Mapping(
    terraform="azurerm_pim_active_role_assignment",
    arm="Microsoft.Authorization/roleAssignments",
    place=On("scope"),
    parts=(
        move("scope", to="properties.scope"),
        move("principal_id", to="properties.principalId"),
        move("role_definition_id", to="properties.roleDefinitionId", convert=built_in),
    ),
    examples=(
        Example(
            """
            resource "azurerm_pim_active_role_assignment" "owner" {
              scope              = "/subscriptions/s"
              role_definition_id = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
              principal_id       = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "properties.roleDefinitionId": "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
            },
        ),
    ),
)
