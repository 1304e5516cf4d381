"""Attaches a disk to a machine."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MACHINES = "Microsoft.Compute/virtualMachines"

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_data_disk_attachment",
    arm=MACHINES,
    place=Under(MACHINES, "dataDisks", ("virtual_machine_id",)),
    pieces=(
        Piece(
            "virtual_machine_id",
            (MACHINES,),
            "properties.storageProfile.dataDisks",
            "append",
            (
                number("lun", to="lun"),
                Fixed("createOption", "Attach"),
                move("managed_disk_id", to="managedDisk.id"),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_data_disk_attachment" "data" {
              virtual_machine_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              managed_disk_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/data"
              lun                = 1
              caching            = "None"
            }
            """,
            {
                "fold:properties.storageProfile.dataDisks.managedDisk.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/data",
                "fold:properties.storageProfile.dataDisks.lun": 1,
            },
        ),
    ),
)
