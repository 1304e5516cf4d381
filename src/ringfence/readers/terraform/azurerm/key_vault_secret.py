"""A secret in a vault. Of its value only what it refers to is read."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.handed import references
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS, epoch

MAPPING = Mapping(
    terraform="azurerm_key_vault_secret",
    arm="Microsoft.KeyVault/vaults/secrets",
    place=Under("Microsoft.KeyVault/vaults", "secrets", ("key_vault_id",)),
    parts=(
        TAGS,
        move("value", to="properties.value", convert=references),
        move("content_type", to="properties.contentType"),
        move("expiration_date", to="properties.attributes.exp", convert=epoch),
    ),
    computed={
        "versionless_id": "{id}",
        "resource_id": "{id}",
        "resource_versionless_id": "{id}",
    },
    examples=(
        Example(
            """
            resource "azurerm_key_vault_secret" "token" {
              name         = "hf-token"
              key_vault_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv"
              value        = "not to be seen"
              content_type = "token"
            }
            """,
            {"properties.contentType": "token", "properties.value": None},
        ),
    ),
)
