"""A project of a storage mover."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_mover_project",
    arm="Microsoft.StorageMover/storageMovers/projects",
    place=Under("Microsoft.StorageMover/storageMovers", "projects", ("storage_mover_id",)),
    parts=(move("description", to="properties.description"),),
    examples=(
        Example(
            """
            resource "azurerm_storage_mover_project" "x" {
              name = "x"
              storage_mover_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageMover/storageMovers/mv"
              description = "d"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageMover/storageMovers/mv/projects/x",
                "properties.description": "d",
            },
        ),
    ),
)
