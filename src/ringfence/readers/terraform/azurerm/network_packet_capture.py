"""A record of the packets of a machine, content included, in the form of older providers."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_packet_capture",
    arm="Microsoft.Network/networkWatchers/packetCaptures",
    place=Under(
        "Microsoft.Network/networkWatchers",
        "packetCaptures",
        names=("network_watcher_name",),
        group=True,
    ),
    parts=(
        move("target_resource_id", to="properties.target"),
        block(
            "storage_location",
            to="properties.storageLocation",
            parts=(move("storage_account_id", to="storageId"), move("file_path", to="filePath")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_packet_capture" "x" {
              name = "x"
              resource_group_name = "rg"
              network_watcher_name = "nw"
              target_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              storage_location {
                storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              }
            }
            """,
            {
                "properties.target": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
                "properties.storageLocation.storageId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
            },
            provider=3,
        ),
    ),
)
