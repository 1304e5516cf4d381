"""A machine of our own that runs runbooks."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_automation_hybrid_runbook_worker",
    arm="Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/hybridRunbookWorkers",
    place=Under(
        "Microsoft.Automation/automationAccounts",
        "hybridRunbookWorkerGroups/{worker_group_name}/hybridRunbookWorkers",
        names=("automation_account_name",),
        group=True,
        name="worker_id",
    ),
    parts=(move("vm_resource_id", to="properties.vmResourceId"),),
    examples=(
        Example(
            """
            resource "azurerm_automation_hybrid_runbook_worker" "x" {
              resource_group_name = "rg"
              automation_account_name = "aa"
              worker_group_name = "g"
              worker_id = "00000000-0000-0000-0000-000000000001"
              vm_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa/hybridRunbookWorkerGroups/g/hybridRunbookWorkers/00000000-0000-0000-0000-000000000001",
                "properties.vmResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
            },
        ),
    ),
)
