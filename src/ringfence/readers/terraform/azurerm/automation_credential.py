"""A credential that runbooks may use. Its password is never read."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_credential",
    arm="Microsoft.Automation/automationAccounts/credentials",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "credentials",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(move("username", to="properties.userName"),),
    examples=(
        Example(
            """
            resource "azurerm_automation_credential" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              username = "svc"
              password = "not to be seen"
            }
            """,
            {
                "properties.userName": "svc",
                "properties.password": ABSENT,
            },
        ),
    ),
)
