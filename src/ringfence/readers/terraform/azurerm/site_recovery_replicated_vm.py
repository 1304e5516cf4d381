"""A copy of a machine elsewhere, kept by Site Recovery."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_site_recovery_replicated_vm",
    arm="Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems",
    place=Under(
        "Microsoft.RecoveryServices/vaults",
        "replicationFabrics/{source_recovery_fabric_name}/replicationProtectionContainers/{source_recovery_protection_container_name}/replicationProtectedItems",
        names=("recovery_vault_name",),
        group=True,
    ),
    parts=(
        Fixed("properties.providerSpecificDetails.instanceType", "A2A"),
        move("recovery_replication_policy_id", to="properties.policyId"),
        move("source_vm_id", to="properties.providerSpecificDetails.fabricObjectId"),
        move("target_recovery_fabric_id", to="properties.providerSpecificDetails.recoveryFabricId"),
        move(
            "target_recovery_protection_container_id",
            to="properties.providerSpecificDetails.recoveryContainerId",
        ),
        move(
            "target_resource_group_id",
            to="properties.providerSpecificDetails.recoveryResourceGroupId",
        ),
        move("target_network_id", to="properties.providerSpecificDetails.recoveryAzureNetworkId"),
        each(
            "managed_disk",
            to="properties.providerSpecificDetails.vmManagedDisks",
            parts=(
                move("disk_id", to="diskId"),
                move("staging_storage_account_id", to="primaryStagingAzureStorageAccountId"),
                move("target_resource_group_id", to="recoveryResourceGroupId"),
                move("target_disk_encryption_set_id", to="recoveryDiskEncryptionSetId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_site_recovery_replicated_vm" "x" {
              name = "x"
              resource_group_name = "rg"
              recovery_vault_name = "rsv"
              source_recovery_fabric_name = "west"
              source_recovery_protection_container_name = "c"
              recovery_replication_policy_id = "p"
              source_vm_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              target_resource_group_id = "/subscriptions/s/resourceGroups/dr"
              target_recovery_fabric_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv/replicationFabrics/east"
              target_recovery_protection_container_id = "c2"
              managed_disk {
                disk_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d"
                staging_storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stage"
                target_resource_group_id = "/subscriptions/s/resourceGroups/dr"
                target_disk_type = "Premium_LRS"
                target_replica_disk_type = "Premium_LRS"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv/replicationFabrics/west/replicationProtectionContainers/c/replicationProtectedItems/x",
                "properties.providerSpecificDetails.fabricObjectId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
                "properties.providerSpecificDetails.vmManagedDisks[0].primaryStagingAzureStorageAccountId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stage",
            },
        ),
    ),
)
