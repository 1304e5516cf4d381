"""Lets a registry keep copies of images of another one. It takes in and gives nothing out."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_container_registry_cache_rule",
    arm="Microsoft.ContainerRegistry/registries/cacheRules",
    place=Under("Microsoft.ContainerRegistry/registries", "cacheRules", ("container_registry_id",)),
    parts=(
        move("source_repo", to="properties.sourceRepository"),
        move("target_repo", to="properties.targetRepository"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_cache_rule" "ubuntu" {
              name                  = "ubuntu"
              container_registry_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/cr"
              source_repo           = "docker.io/library/ubuntu"
              target_repo           = "ubuntu"
            }
            """,
            {"properties.sourceRepository": "docker.io/library/ubuntu"},
        ),
    ),
)
