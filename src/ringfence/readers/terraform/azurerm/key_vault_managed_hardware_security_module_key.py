"""A key in a managed hardware security module."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS, epoch

MAPPING = Mapping(
    terraform="azurerm_key_vault_managed_hardware_security_module_key",
    arm="Microsoft.KeyVault/managedHSMs/keys",
    place=Under("Microsoft.KeyVault/managedHSMs", "keys", ("managed_hsm_id",)),
    parts=(
        TAGS,
        move("key_type", to="properties.kty"),
        move("key_opts", to="properties.keyOps"),
        move("expiration_date", to="properties.attributes.exp", convert=epoch),
    ),
    computed={"versioned_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_key_vault_managed_hardware_security_module_key" "cmk" {
              name           = "cmk"
              managed_hsm_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/managedHSMs/hsm"
              key_type       = "RSA-HSM"
              key_opts       = ["wrapKey", "unwrapKey"]
            }
            """,
            {"properties.kty": "RSA-HSM"},
        ),
    ),
)
