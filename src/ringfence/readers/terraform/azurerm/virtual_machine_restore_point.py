"""A copy of the disks of a machine as they were."""

from ringfence.readers.terraform.build import ids, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_restore_point",
    arm="Microsoft.Compute/restorePointCollections/restorePoints",
    place=Under(
        "Microsoft.Compute/restorePointCollections",
        "restorePoints",
        ("virtual_machine_restore_point_collection_id", "restore_point_collection_id"),
    ),
    parts=(
        ids("excluded_disks", to="properties.excludeDisks"),
        move(
            "crash_consistency_mode_enabled",
            to="properties.consistencyMode",
            default=False,
            convert={
                True: "CrashConsistent",
                False: "ApplicationConsistent",
                "true": "CrashConsistent",
                "false": "ApplicationConsistent",
            },
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_restore_point" "x" {
              name = "x"
              virtual_machine_restore_point_collection_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/restorePointCollections/c"
              excluded_disks = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d"]
            }
            """,
            {
                "properties.excludeDisks[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d",
            },
        ),
    ),
)
