"""A variable of runbooks: without encryption, whoever reads the account reads it. Its value stays out."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_variable_datetime",
    arm="Microsoft.Automation/automationAccounts/variables",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "variables",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(flag("encrypted", to="properties.isEncrypted", default=False),),
    examples=(
        Example(
            """
            resource "azurerm_automation_variable_datetime" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              value = "2027-01-01T00:00:00Z"
              encrypted = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa/variables/x",
                "properties.isEncrypted": True,
                "properties.value": ABSENT,
            },
        ),
    ),
)
