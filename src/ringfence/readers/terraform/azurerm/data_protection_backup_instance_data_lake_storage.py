"""A backup of a data lake in a vault."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_protection_backup_instance_data_lake_storage",
    arm="Microsoft.DataProtection/backupVaults/backupInstances",
    place=Under(
        "Microsoft.DataProtection/backupVaults",
        "backupInstances",
        ("data_protection_backup_vault_id",),
    ),
    parts=(
        move("storage_account_id", to="properties.dataSourceInfo.resourceID"),
        move("location", to="properties.dataSourceInfo.resourceLocation"),
        Fixed(
            "properties.dataSourceInfo.datasourceType",
            "Microsoft.Storage/storageAccounts/adlsBlobServices",
        ),
        move("backup_policy_data_lake_storage_id", to="properties.policyInfo.policyId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_protection_backup_instance_data_lake_storage" "x" {
              name = "x"
              location = "westeurope"
              data_protection_backup_vault_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              backup_policy_data_lake_storage_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p"
              storage_container_names = ["corpus"]
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupInstances/x",
                "properties.dataSourceInfo.resourceID": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.policyInfo.policyId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p",
            },
        ),
    ),
)
