"""An exemption of a subscription from a policy."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import exemption

MAPPING = Mapping(
    terraform="azurerm_subscription_policy_exemption",
    arm="Microsoft.Authorization/policyExemptions",
    place=On("subscription_id"),
    parts=exemption("subscription_id"),
    examples=(
        Example(
            """
            resource "azurerm_subscription_policy_exemption" "lab" {
              name                 = "lab"
              subscription_id      = "/subscriptions/s"
              policy_assignment_id = "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions"
              exemption_category   = "Waiver"
              expires_on           = "2027-01-31T00:00:00Z"
            }
            """,
            {
                "scope": "/subscriptions/s",
                "properties.policyAssignmentId": "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/regions",
                "properties.expiresOn": "2027-01-31T00:00:00Z",
            },
        ),
    ),
)
