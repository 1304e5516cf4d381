"""An exemption of a management group from a policy."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import exemption

MAPPING = Mapping(
    terraform="azurerm_management_group_policy_exemption",
    arm="Microsoft.Authorization/policyExemptions",
    place=On("management_group_id"),
    parts=exemption("management_group_id"),
    examples=(
        Example(
            """
            resource "azurerm_management_group_policy_exemption" "lab" {
              name                 = "lab"
              management_group_id  = "/providers/Microsoft.Management/managementGroups/mg"
              policy_assignment_id = "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions"
              exemption_category   = "Waiver"
              expires_on           = "2027-01-31T00:00:00Z"
            }
            """,
            {
                "scope": "/providers/Microsoft.Management/managementGroups/mg",
                "properties.policyAssignmentId": "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions",
                "properties.expiresOn": "2027-01-31T00:00:00Z",
            },
        ),
    ),
)
