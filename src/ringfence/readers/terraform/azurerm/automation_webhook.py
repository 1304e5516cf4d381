"""Starts a runbook for whoever knows its URL, which is never read."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_webhook",
    arm="Microsoft.Automation/automationAccounts/webhooks",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "webhooks",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(
        flag("enabled", to="properties.isEnabled", default=True),
        move("expiry_time", to="properties.expiryTime"),
        move("runbook_name", to="properties.runbook.name"),
        move("run_on_worker_group", to="properties.runOn"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_automation_webhook" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              expiry_time = "2027-01-01T00:00:00Z"
              runbook_name = "copy"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa/webhooks/x",
                "properties.expiryTime": "2027-01-01T00:00:00Z",
                "properties.runbook.name": "copy",
                "properties.isEnabled": True,
            },
        ),
    ),
)
