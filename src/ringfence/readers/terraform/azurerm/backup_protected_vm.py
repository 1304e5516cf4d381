"""Copies a machine's disks into a Recovery Services vault, again and again."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_backup_protected_vm",
    arm="Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    place=Under(
        "Microsoft.RecoveryServices/vaults",
        "backupFabrics/Azure/protectionContainers/iaasvmcontainer/protectedItems",
        names=("recovery_vault_name",),
        group=True,
    ),
    parts=(
        Fixed("properties.protectedItemType", "Microsoft.Compute/virtualMachines"),
        move("source_vm_id", to="properties.sourceResourceId"),
        move("backup_policy_id", to="properties.policyId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_backup_protected_vm" "gpu" {
              resource_group_name = "rg"
              recovery_vault_name = "rsv"
              source_vm_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            }
            """,
            {
                "properties.sourceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            },
        ),
    ),
)
