"""A connection that runbooks may use."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_connection",
    arm="Microsoft.Automation/automationAccounts/connections",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "connections",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(move("type", to="properties.connectionType.name"),),
    examples=(
        Example(
            """
            resource "azurerm_automation_connection" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              type = "AzureServicePrincipal"
              values = { ApplicationId = "a" }
            }
            """,
            {
                "properties.connectionType.name": "AzureServicePrincipal",
            },
        ),
    ),
)
