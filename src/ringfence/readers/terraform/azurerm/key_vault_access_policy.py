"""An access policy of a key vault, declared on its own."""

from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ACCESS_POLICY

VAULTS = "Microsoft.KeyVault/vaults"

MAPPING = Mapping(
    terraform="azurerm_key_vault_access_policy",
    arm=VAULTS,
    place=Under(VAULTS, "objectId", ("key_vault_id",), name="object_id"),
    pieces=(
        Piece("key_vault_id", (VAULTS,), "properties.accessPolicies", "append", ACCESS_POLICY),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_key_vault_access_policy" "train" {
              key_vault_id    = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv"
              tenant_id       = "00000000-0000-0000-0000-0000000000ff"
              object_id       = "00000000-0000-0000-0000-000000000001"
              key_permissions = ["Get", "UnwrapKey"]
            }
            """,
            {
                "fold:properties.accessPolicies.objectId": "00000000-0000-0000-0000-000000000001",
                "fold:properties.accessPolicies.permissions.keys": ["Get", "UnwrapKey"],
            },
        ),
    ),
)
