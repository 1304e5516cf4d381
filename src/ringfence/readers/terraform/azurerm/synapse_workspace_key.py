"""The key of a Synapse workspace."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import key_url

MAPPING = Mapping(
    terraform="azurerm_synapse_workspace_key",
    arm="Microsoft.Synapse/workspaces/keys",
    place=Under(
        "Microsoft.Synapse/workspaces",
        "keys",
        ("synapse_workspace_id",),
        name="customer_managed_key_name",
    ),
    parts=(
        flag("active", to="properties.isActiveCMK"),
        move("customer_managed_key_versionless_id", to="properties.keyVaultUrl", convert=key_url),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_workspace_key" "x" {
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              customer_managed_key_name = "cmk"
              customer_managed_key_versionless_id = "https://kv.vault.azure.net/keys/k"
              active = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn/keys/cmk",
                "properties.isActiveCMK": True,
                "properties.keyVaultUrl": "https://kv.vault.azure.net/keys/k",
            },
        ),
    ),
)
