"""A virtual machine in the form of older providers, with its disks inline."""

from ringfence.readers.terraform.build import block, each, flag, ids, move, number
from ringfence.readers.terraform.hosts import IMAGE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_virtual_machine",
    arm="Microsoft.Compute/virtualMachines",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("vm_size", to="properties.hardwareProfile.vmSize"),
        ids("network_interface_ids", to="properties.networkProfile.networkInterfaces"),
        block(
            "storage_os_disk",
            to="properties.storageProfile.osDisk",
            parts=(
                move("name", to="name"),
                move("os_type", to="osType"),
                move("create_option", to="createOption"),
                move("managed_disk_id", to="managedDisk.id"),
                move("managed_disk_type", to="managedDisk.storageAccountType"),
                move("vhd_uri", to="vhd.uri"),
            ),
        ),
        each(
            "storage_data_disk",
            to="properties.storageProfile.dataDisks",
            parts=(
                move("name", to="name"),
                number("lun", to="lun"),
                move("create_option", to="createOption"),
                move("managed_disk_id", to="managedDisk.id"),
                move("managed_disk_type", to="managedDisk.storageAccountType"),
                move("vhd_uri", to="vhd.uri"),
            ),
        ),
        block(
            "storage_image_reference",
            to="properties.storageProfile.imageReference",
            parts=(*IMAGE, move("id", to="id")),
        ),
        block(
            "os_profile",
            to="properties.osProfile",
            parts=(
                move("computer_name", to="computerName"),
                move("admin_username", to="adminUsername"),
            ),
        ),
        block(
            "boot_diagnostics",
            to="properties.diagnosticsProfile.bootDiagnostics",
            parts=(flag("enabled", to="enabled"), move("storage_uri", to="storageUri")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine" "gpu" {
              name                  = "vm-gpu"
              resource_group_name   = "rg"
              location              = "westeurope"
              vm_size               = "Standard_NC6"
              network_interface_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic"]
              storage_os_disk {
                name          = "os"
                create_option = "FromImage"
              }
              storage_data_disk {
                name            = "data"
                lun             = 0
                create_option   = "Attach"
                managed_disk_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/data"
              }
            }
            """,
            {
                "properties.hardwareProfile.vmSize": "Standard_NC6",
                "properties.storageProfile.dataDisks[0].managedDisk.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/data",
            },
        ),
    ),
)
