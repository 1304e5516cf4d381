"""Copies of the disks of a machine as they were."""

from ringfence.readers.terraform.build import reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_restore_point_collection",
    arm="Microsoft.Compute/restorePointCollections",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("source_virtual_machine_id", to="properties.source"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_restore_point_collection" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              source_virtual_machine_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
            }
            """,
            {
                "properties.source.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
            },
        ),
    ),
)
