"""A registry elsewhere that is kept like this one."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_container_connected_registry",
    arm="Microsoft.ContainerRegistry/registries/connectedRegistries",
    place=Under(
        "Microsoft.ContainerRegistry/registries", "connectedRegistries", ("container_registry_id",)
    ),
    parts=(
        move("mode", to="properties.mode", default="ReadWrite"),
        move("sync_token_id", to="properties.parent.syncProperties.tokenId"),
        move("client_token_ids", to="properties.clientTokenIds"),
        move("parent_registry_id", to="properties.parent.id"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_connected_registry" "x" {
              name = "x"
              container_registry_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr"
              sync_token_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr/tokens/t"
            }
            """,
            {
                "properties.mode": "ReadWrite",
                "properties.parent.syncProperties.tokenId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr/tokens/t",
            },
        ),
    ),
)
