"""A virtual machine with Windows."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.hosts import MACHINE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_windows_virtual_machine",
    arm="Microsoft.Compute/virtualMachines",
    place=InGroup(),
    parts=(*MACHINE, Fixed("properties.storageProfile.osDisk.osType", "Windows")),
    examples=(
        Example(
            """
            resource "azurerm_windows_virtual_machine" "label" {
              name                  = "vm-label"
              resource_group_name   = "rg"
              location              = "westeurope"
              size                  = "Standard_D4s_v5"
              admin_username        = "ops"
              admin_password        = "not to be seen"
              secure_boot_enabled   = true
              network_interface_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic"]
              os_disk {
                caching                = "None"
                storage_account_type   = "Premium_LRS"
                disk_encryption_set_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/des"
              }
            }
            """,
            {
                "properties.storageProfile.osDisk.osType": "Windows",
                "properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/des",
                "properties.securityProfile.securityType": "TrustedLaunch",
                "properties.osProfile.adminPassword": ABSENT,
            },
        ),
    ),
)
