"""What the tokens of a registry may do."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_container_registry_scope_map",
    arm="Microsoft.ContainerRegistry/registries/scopeMaps",
    place=Under(
        "Microsoft.ContainerRegistry/registries",
        "scopeMaps",
        names=("container_registry_name",),
        group=True,
    ),
    parts=(
        move("actions", to="properties.actions"),
        move("description", to="properties.description"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_scope_map" "pull" {
              name                    = "pull"
              resource_group_name     = "rg"
              container_registry_name = "crimages"
              actions                 = ["repositories/llm/content/read"]
            }
            """,
            {"properties.actions": ["repositories/llm/content/read"]},
        ),
    ),
)
