"""Makes a workspace one of Microsoft Sentinel."""

from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_sentinel_log_analytics_workspace_onboarding",
    arm="Microsoft.SecurityInsights/onboardingStates",
    place=On("workspace_id", name="", named="default"),
    parts=(
        flag("customer_managed_key_enabled", to="properties.customerManagedKey", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sentinel_log_analytics_workspace_onboarding" "soc" {
              workspace_id                 = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              customer_managed_key_enabled = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log/providers/Microsoft.SecurityInsights/onboardingStates/default",
                "properties.customerManagedKey": True,
            },
        ),
    ),
)
