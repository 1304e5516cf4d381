"""An initiative of one's own in a management group."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import DEFINITION_SET

MAPPING = Mapping(
    terraform="azurerm_management_group_policy_set_definition",
    arm="Microsoft.Authorization/policySetDefinitions",
    place=On("management_group_id"),
    parts=DEFINITION_SET,
    examples=(
        Example(
            """
            resource "azurerm_management_group_policy_set_definition" "sovereign" {
              name                = "sovereign"
              display_name        = "Sovereign"
              policy_type         = "Custom"
              management_group_id = "/providers/Microsoft.Management/managementGroups/mg"
              policy_definition_reference {
                policy_definition_id = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
              }
            }
            """,
            {
                "properties.policyDefinitions[0].policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
            },
        ),
    ),
)
