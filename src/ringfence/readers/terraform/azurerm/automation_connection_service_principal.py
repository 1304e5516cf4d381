"""An application that runbooks may sign in as."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_connection_service_principal",
    arm="Microsoft.Automation/automationAccounts/connections",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "connections",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(
        Fixed("properties.connectionType.name", "AzureServicePrincipal"),
        move("application_id", to="properties.fieldDefinitionValues.ApplicationId"),
        move("tenant_id", to="properties.fieldDefinitionValues.TenantId"),
        move("subscription_id", to="properties.fieldDefinitionValues.SubscriptionId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_automation_connection_service_principal" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              application_id = "00000000-0000-0000-0000-000000000001"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
              subscription_id = "s"
              certificate_thumbprint = "T"
            }
            """,
            {
                "properties.fieldDefinitionValues.ApplicationId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
