"""A snapshot of a disk: its content, once more."""

from ringfence.readers.terraform.build import enabled, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_snapshot",
    arm="Microsoft.Compute/snapshots",
    place=InGroup(),
    parts=(
        *COMMON,
        move("create_option", to="properties.creationData.createOption"),
        move("source_resource_id", to="properties.creationData.sourceResourceId"),
        move("source_uri", to="properties.creationData.sourceUri"),
        move("storage_account_id", to="properties.creationData.storageAccountId"),
        flag("incremental_enabled", to="properties.incremental", default=False),
        move("network_access_policy", to="properties.networkAccessPolicy", default="AllowAll"),
        move("disk_access_id", to="properties.diskAccessId"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_snapshot" "weights" {
              name                          = "snap-weights"
              resource_group_name           = "rg"
              location                      = "westeurope"
              create_option                 = "Copy"
              source_uri                    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d"
              public_network_access_enabled = false
            }
            """,
            {
                "properties.creationData.sourceUri": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/d",
                "properties.publicNetworkAccess": "Disabled",
                "properties.networkAccessPolicy": "AllowAll",
            },
        ),
    ),
)
