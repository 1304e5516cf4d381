"""An image made from a machine or its disks."""

from ringfence.readers.terraform.build import block, each, move, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_image",
    arm="Microsoft.Compute/images",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("source_virtual_machine_id", to="properties.sourceVirtualMachine"),
        block(
            "os_disk",
            to="properties.storageProfile.osDisk",
            parts=(
                move("os_type", to="osType"),
                reference("managed_disk_id", to="managedDisk"),
                move("blob_uri", to="blobUri"),
            ),
        ),
        each(
            "data_disk",
            to="properties.storageProfile.dataDisks",
            parts=(
                number("lun", to="lun"),
                reference("managed_disk_id", to="managedDisk"),
                move("blob_uri", to="blobUri"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_image" "gpu" {
              name                      = "img-gpu"
              resource_group_name       = "rg"
              location                  = "westeurope"
              source_virtual_machine_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            }
            """,
            {
                "properties.sourceVirtualMachine.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            },
        ),
    ),
)
