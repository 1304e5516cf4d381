"""A policy assigned to a subscription."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import assignment

MAPPING = Mapping(
    terraform="azurerm_subscription_policy_assignment",
    arm="Microsoft.Authorization/policyAssignments",
    place=On("subscription_id"),
    parts=assignment("subscription_id"),
    examples=(
        Example(
            """
            resource "azurerm_subscription_policy_assignment" "regions" {
              name                 = "regions"
              subscription_id      = "/subscriptions/s"
              policy_definition_id = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
              enforce              = false
              not_scopes           = ["/subscriptions/s/resourceGroups/lab"]
              parameters = jsonencode({
                listOfAllowedLocations = { value = ["westeurope"] }
              })
            }
            """,
            {
                "scope": "/subscriptions/s",
                "properties.enforcementMode": "DoNotEnforce",
                "properties.notScopes[0]": "/subscriptions/s/resourceGroups/lab",
                "properties.parameters.listOfAllowedLocations.value": ["westeurope"],
            },
        ),
    ),
)
