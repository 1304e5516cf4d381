"""A policy assigned to a management group."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import assignment

MAPPING = Mapping(
    terraform="azurerm_management_group_policy_assignment",
    arm="Microsoft.Authorization/policyAssignments",
    place=On("management_group_id"),
    parts=assignment("management_group_id"),
    examples=(
        Example(
            """
            resource "azurerm_management_group_policy_assignment" "regions" {
              name                 = "regions"
              management_group_id  = "/providers/Microsoft.Management/managementGroups/mg"
              policy_definition_id = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
              enforce              = false
              not_scopes           = ["/subscriptions/s/resourceGroups/lab"]
              parameters = jsonencode({
                listOfAllowedLocations = { value = ["westeurope"] }
              })
            }
            """,
            {
                "scope": "/providers/Microsoft.Management/managementGroups/mg",
                "properties.enforcementMode": "DoNotEnforce",
                "properties.notScopes[0]": "/subscriptions/s/resourceGroups/lab",
                "properties.parameters.listOfAllowedLocations.value": ["westeurope"],
            },
        ),
    ),
)
