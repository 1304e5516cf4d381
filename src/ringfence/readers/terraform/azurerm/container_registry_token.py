"""A token of a registry: a name with passwords of its own."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOWER

MAPPING = Mapping(
    terraform="azurerm_container_registry_token",
    arm="Microsoft.ContainerRegistry/registries/tokens",
    place=Under(
        "Microsoft.ContainerRegistry/registries",
        "tokens",
        names=("container_registry_name",),
        group=True,
    ),
    parts=(
        move("scope_map_id", to="properties.scopeMapId"),
        move("enabled", to="properties.status", default="enabled", convert=LOWER),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_token" "pull" {
              name                    = "pull"
              resource_group_name     = "rg"
              container_registry_name = "crimages"
              scope_map_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/crimages/scopeMaps/pull"
            }
            """,
            {"properties.status": "enabled"},
        ),
    ),
)
