"""A certificate that runbooks may use. It is never read."""

from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_certificate",
    arm="Microsoft.Automation/automationAccounts/certificates",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "certificates",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(flag("exportable", to="properties.isExportable"),),
    examples=(
        Example(
            """
            resource "azurerm_automation_certificate" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              base64 = "not to be seen"
              exportable = true
            }
            """,
            {
                "properties.isExportable": True,
            },
        ),
    ),
)
