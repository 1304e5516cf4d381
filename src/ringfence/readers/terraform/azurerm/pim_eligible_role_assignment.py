"""A role that a principal may activate for itself (Privileged Identity Management)."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import built_in

MAPPING = Mapping(
    terraform="azurerm_pim_eligible_role_assignment",
    arm="Microsoft.Authorization/roleEligibilityScheduleRequests",
    place=On("scope"),
    parts=(
        move("scope", to="properties.scope"),
        move("principal_id", to="properties.principalId"),
        move("role_definition_id", to="properties.roleDefinitionId", convert=built_in),
        move("condition", to="properties.condition"),
        Fixed("properties.requestType", "AdminAssign"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_pim_eligible_role_assignment" "owner" {
              scope              = "/subscriptions/s"
              role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
              principal_id       = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "properties.scope": "/subscriptions/s",
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
