"""An exemption of a resource group from a policy."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import exemption

MAPPING = Mapping(
    terraform="azurerm_resource_group_policy_exemption",
    arm="Microsoft.Authorization/policyExemptions",
    place=On("resource_group_id"),
    parts=exemption("resource_group_id"),
    examples=(
        Example(
            """
            resource "azurerm_resource_group_policy_exemption" "lab" {
              name                 = "lab"
              resource_group_id    = "/subscriptions/s/resourceGroups/rg"
              policy_assignment_id = "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions"
              exemption_category   = "Waiver"
              expires_on           = "2027-01-31T00:00:00Z"
            }
            """,
            {
                "scope": "/subscriptions/s/resourceGroups/rg",
                "properties.policyAssignmentId": "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions",
                "properties.expiresOn": "2027-01-31T00:00:00Z",
            },
        ),
    ),
)
