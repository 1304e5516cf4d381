"""Code that runbooks load."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_module",
    arm="Microsoft.Automation/automationAccounts/modules",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "modules",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(block("module_link", to="properties.contentLink", parts=(move("uri", to="uri"),)),),
    examples=(
        Example(
            """
            resource "azurerm_automation_module" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              module_link {
                uri = "https://www.powershellgallery.com/api/v2/package/x/1.0"
              }
            }
            """,
            {
                "properties.contentLink.uri": "https://www.powershellgallery.com/api/v2/package/x/1.0",
            },
        ),
    ),
)
