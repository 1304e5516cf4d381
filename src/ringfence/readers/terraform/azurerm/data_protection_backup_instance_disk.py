"""A backup of a disk in a vault."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_protection_backup_instance_disk",
    arm="Microsoft.DataProtection/backupVaults/backupInstances",
    place=Under("Microsoft.DataProtection/backupVaults", "backupInstances", ("vault_id",)),
    parts=(
        move("disk_id", to="properties.dataSourceInfo.resourceID"),
        move("location", to="properties.dataSourceInfo.resourceLocation"),
        Fixed("properties.dataSourceInfo.datasourceType", "Microsoft.Compute/disks"),
        move("backup_policy_id", to="properties.policyInfo.policyId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_protection_backup_instance_disk" "x" {
              name = "x"
              location = "westeurope"
              vault_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv"
              disk_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d"
              backup_policy_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p"
              snapshot_resource_group_name = "rg"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupInstances/x",
                "properties.dataSourceInfo.resourceID": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d",
                "properties.policyInfo.policyId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p",
            },
        ),
    ),
)
