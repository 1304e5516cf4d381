"""A record of the packets of a scale set, content included."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_scale_set_packet_capture",
    arm="Microsoft.Network/networkWatchers/packetCaptures",
    place=Under("Microsoft.Network/networkWatchers", "packetCaptures", ("network_watcher_id",)),
    parts=(
        move("virtual_machine_scale_set_id", to="properties.target"),
        block(
            "storage_location",
            to="properties.storageLocation",
            parts=(move("storage_account_id", to="storageId"), move("file_path", to="filePath")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_scale_set_packet_capture" "x" {
              name = "x"
              network_watcher_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkWatchers/nw"
              virtual_machine_scale_set_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              storage_location {
                storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              }
            }
            """,
            {
                "properties.target": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
                "properties.storageLocation.storageId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
            },
        ),
    ),
)
