"""A repository that runbooks come from."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_source_control",
    arm="Microsoft.Automation/automationAccounts/sourceControls",
    place=Under(
        "Microsoft.Automation/automationAccounts", "sourceControls", ("automation_account_id",)
    ),
    parts=(
        move("repository_url", to="properties.repoUrl"),
        move("branch", to="properties.branch"),
        move("folder_path", to="properties.folderPath"),
        move("source_control_type", to="properties.sourceType"),
        flag("automatic_sync", to="properties.autoSync"),
        flag("publish_runbook_enabled", to="properties.publishRunbook", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_automation_source_control" "x" {
              name = "x"
              automation_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa"
              repository_url = "https://github.com/acme/runbooks.git"
              folder_path = "/"
              source_control_type = "GitHub"
              automatic_sync = true
              security {
                token_type = "PersonalAccessToken"
                token = "not to be seen"
              }
            }
            """,
            {
                "properties.repoUrl": "https://github.com/acme/runbooks.git",
                "properties.autoSync": True,
            },
        ),
    ),
)
