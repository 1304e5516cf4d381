"""The key of a Data Explorer cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import vault_url

MAPPING = Mapping(
    terraform="azurerm_kusto_cluster_customer_managed_key",
    arm="Microsoft.Kusto/clusters",
    place=Under("Microsoft.Kusto/clusters", "", ("cluster_id",), name=""),
    only_piece=True,
    pieces=(
        Piece(
            "cluster_id",
            ("Microsoft.Kusto/clusters",),
            "properties.keyVaultProperties",
            "set",
            (
                move("key_vault_id", "managed_hsm_key_id", to="keyVaultUri", convert=vault_url),
                move("key_name", to="keyName"),
                move("key_version", to="keyVersion"),
                move("user_identity", to="userIdentity"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_cluster_customer_managed_key" "x" {
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx"
              key_vault_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
              key_name = "cmk"
            }
            """,
            {
                "fold:properties.keyVaultProperties.keyName": "cmk",
                "fold:properties.keyVaultProperties.keyVaultUri": "https://kv.vault.azure.net/",
            },
        ),
    ),
)
