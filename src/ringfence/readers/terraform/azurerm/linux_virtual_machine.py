"""A virtual machine with Linux."""

from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.hosts import MACHINE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_linux_virtual_machine",
    arm="Microsoft.Compute/virtualMachines",
    place=InGroup(),
    parts=(
        *MACHINE,
        Fixed("properties.storageProfile.osDisk.osType", "Linux"),
        flag(
            "disable_password_authentication",
            to="properties.osProfile.linuxConfiguration.disablePasswordAuthentication",
            default=True,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_linux_virtual_machine" "gpu" {
              name                  = "vm-gpu"
              resource_group_name   = "rg"
              location              = "westeurope"
              size                  = "Standard_NC24ads_A100_v4"
              admin_username        = "ops"
              network_interface_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic"]
              identity {
                type         = "UserAssigned"
                identity_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"]
              }
              os_disk {
                caching              = "None"
                storage_account_type = "Premium_LRS"
                security_encryption_type = "DiskWithVMGuestState"
              }
              vtpm_enabled        = true
              secure_boot_enabled = true
              source_image_reference {
                publisher = "Canonical"
                offer     = "ubuntu-24_04-lts"
                sku       = "server"
                version   = "latest"
              }
            }
            """,
            {
                "properties.hardwareProfile.vmSize": "Standard_NC24ads_A100_v4",
                "properties.networkProfile.networkInterfaces[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic",
                "identity.userAssignedIdentities": {
                    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
                },
                "properties.storageProfile.osDisk.managedDisk.storageAccountType": "Premium_LRS",
                "properties.securityProfile.securityType": "ConfidentialVM",
                "properties.securityProfile.uefiSettings.vTpmEnabled": True,
                "properties.storageProfile.imageReference.publisher": "Canonical",
            },
        ),
    ),
)
