"""What a storage mover copies from where to where."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_mover_job_definition",
    arm="Microsoft.StorageMover/storageMovers/projects/jobDefinitions",
    place=Under(
        "Microsoft.StorageMover/storageMovers/projects",
        "jobDefinitions",
        ("storage_mover_project_id",),
    ),
    parts=(
        move("source_name", to="properties.sourceName"),
        move("target_name", to="properties.targetName"),
        move("copy_mode", to="properties.copyMode"),
        move("agent_name", to="properties.agentName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_mover_job_definition" "x" {
              name = "x"
              storage_mover_project_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StorageMover/storageMovers/mv/projects/p"
              source_name = "nas"
              target_name = "blob"
              copy_mode = "Additive"
            }
            """,
            {
                "properties.sourceName": "nas",
                "properties.targetName": "blob",
            },
        ),
    ),
)
