"""A share that a storage mover reads."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_mover_source_endpoint",
    arm="Microsoft.StorageMover/storageMovers/endpoints",
    place=Under("Microsoft.StorageMover/storageMovers", "endpoints", ("storage_mover_id",)),
    parts=(
        Fixed("properties.endpointType", "NfsMount"),
        move("host", to="properties.host"),
        move("export", to="properties.export"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_mover_source_endpoint" "x" {
              name = "x"
              storage_mover_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageMover/storageMovers/mv"
              host = "192.168.0.1"
            }
            """,
            {
                "properties.host": "192.168.0.1",
                "properties.endpointType": "NfsMount",
            },
        ),
    ),
)
