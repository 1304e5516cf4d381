"""A certificate in a vault."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_key_vault_certificate",
    arm="Microsoft.KeyVault/vaults/certificates",
    place=Under("Microsoft.KeyVault/vaults", "certificates", ("key_vault_id",)),
    parts=(TAGS,),
    examples=(
        Example(
            """
            resource "azurerm_key_vault_certificate" "tls" {
              name         = "tls"
              key_vault_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv"
              tags         = { use = "gateway" }
            }
            """,
            {"tags.use": "gateway"},
        ),
    ),
)
