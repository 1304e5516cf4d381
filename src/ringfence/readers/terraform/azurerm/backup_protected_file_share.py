"""Copies a file share into a Recovery Services vault, again and again."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_backup_protected_file_share",
    arm="Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    place=Under(
        "Microsoft.RecoveryServices/vaults",
        "backupFabrics/Azure/protectionContainers/storagecontainer/protectedItems",
        names=("recovery_vault_name",),
        group=True,
    ),
    parts=(
        Fixed("properties.protectedItemType", "AzureFileShareProtectedItem"),
        move("source_storage_account_id", to="properties.sourceResourceId"),
        move("backup_policy_id", to="properties.policyId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_backup_protected_file_share" "models" {
              resource_group_name       = "rg"
              recovery_vault_name       = "rsv"
              source_storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              source_file_share_name    = "models"
              backup_policy_id          = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv/backupPolicies/p"
            }
            """,
            {
                "properties.sourceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
            },
        ),
    ),
)
