"""A key in a vault."""

from ringfence.readers.terraform.build import block, each, joined, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS, epoch

MAPPING = Mapping(
    terraform="azurerm_key_vault_key",
    arm="Microsoft.KeyVault/vaults/keys",
    place=Under("Microsoft.KeyVault/vaults", "keys", ("key_vault_id",)),
    parts=(
        TAGS,
        move("key_type", to="properties.kty"),
        number("key_size", to="properties.keySize"),
        move("key_opts", to="properties.keyOps"),
        move("curve", to="properties.curveName"),
        move("expiration_date", to="properties.attributes.exp", convert=epoch),
        move("not_before_date", to="properties.attributes.nbf", convert=epoch),
        block(
            "rotation_policy",
            to="properties.rotationPolicy",
            parts=(
                move("expire_after", to="attributes.expiryTime"),
                joined(
                    each(
                        "automatic",
                        to="lifetimeActions",
                        parts=(
                            Fixed("action.type", "Rotate"),
                            move("time_after_creation", to="trigger.timeAfterCreate"),
                            move("time_before_expiry", to="trigger.timeBeforeExpiry"),
                        ),
                    ),
                    to="lifetimeActions",
                ),
            ),
        ),
    ),
    computed={
        "versionless_id": "{id}",
        "resource_id": "{id}",
        "resource_versionless_id": "{id}",
    },
    examples=(
        Example(
            """
            resource "azurerm_key_vault_key" "cmk" {
              name            = "cmk"
              key_vault_id    = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv"
              key_type        = "RSA-HSM"
              key_size        = 3072
              key_opts        = ["wrapKey", "unwrapKey"]
              expiration_date = "2026-01-01T00:00:00Z"
              rotation_policy {
                expire_after = "P90D"
                automatic {
                  time_before_expiry = "P30D"
                }
              }
            }
            """,
            {
                "properties.kty": "RSA-HSM",
                "properties.keyOps": ["wrapKey", "unwrapKey"],
                "properties.attributes.exp": 1767225600,
                "properties.rotationPolicy.lifetimeActions[0].trigger.timeBeforeExpiry": "P30D",
            },
        ),
    ),
)
