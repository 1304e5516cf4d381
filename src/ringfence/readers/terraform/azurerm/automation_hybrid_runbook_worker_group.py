"""Machines of our own that run runbooks."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_hybrid_runbook_worker_group",
    arm="Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "hybridRunbookWorkerGroups",
        names=("automation_account_name",),
        group=True,
    ),
    parts=(move("credential_name", to="properties.credential.name"),),
    examples=(
        Example(
            """
            resource "azurerm_automation_hybrid_runbook_worker_group" "x" {
              name = "x"
              resource_group_name = "rg"
              automation_account_name = "aa"
              credential_name = "c"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa/hybridRunbookWorkerGroups/x",
                "properties.credential.name": "c",
            },
        ),
    ),
)
