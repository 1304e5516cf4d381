"""Starts a runbook at certain times."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_job_schedule",
    arm="Microsoft.Automation/automationAccounts/jobSchedules",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "jobSchedules",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(
        move("runbook_name", to="properties.runbook.name"),
        move("schedule_name", to="properties.schedule.name"),
        move("run_on", to="properties.runOn"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_automation_job_schedule" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              runbook_name = "copy"
              schedule_name = "nightly"
              run_on = "onprem"
            }
            """,
            {
                "properties.runbook.name": "copy",
                "properties.runOn": "onprem",
            },
        ),
    ),
)
