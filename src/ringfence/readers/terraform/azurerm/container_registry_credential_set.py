"""What a registry signs in to another one with, kept in a vault."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import IDENTITY

MAPPING = Mapping(
    terraform="azurerm_container_registry_credential_set",
    arm="Microsoft.ContainerRegistry/registries/credentialSets",
    place=Under(
        "Microsoft.ContainerRegistry/registries", "credentialSets", ("container_registry_id",)
    ),
    parts=(
        IDENTITY,
        move("login_server", to="properties.loginServer"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_credential_set" "x" {
              name = "x"
              container_registry_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr"
              login_server = "docker.io"
              identity {
                type = "SystemAssigned"
              }
              authentication_credentials {
                username_secret_id = "https://kv.vault.azure.net/secrets/u"
                password_secret_id = "https://kv.vault.azure.net/secrets/p"
              }
            }
            """,
            {
                "properties.loginServer": "docker.io",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
