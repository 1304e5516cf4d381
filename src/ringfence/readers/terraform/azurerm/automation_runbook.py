"""A runbook: code that an automation account runs under its identity."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_automation_runbook",
    arm="Microsoft.Automation/automationAccounts/runbooks",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "runbooks",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(*COMMON, move("runbook_type", to="properties.runbookType")),
    examples=(
        Example(
            """
            resource "azurerm_automation_runbook" "copy" {
              name                    = "copy"
              automation_account_name = "aa"
              resource_group_name     = "rg"
              location                = "westeurope"
              runbook_type            = "PowerShell"
              log_progress            = true
              log_verbose             = false
            }
            """,
            {"properties.runbookType": "PowerShell"},
        ),
    ),
)
