"""The key of a log cluster."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Piece, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import key_parts


def _key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    found = key_parts(arguments.get("key_vault_key_id"))
    names = {"keyvaulturi": "keyVaultUri", "keyname": "keyName", "keyversion": "keyVersion"}
    return {names[name]: value for name, value in found.items()}


MAPPING = Mapping(
    terraform="azurerm_log_analytics_cluster_customer_managed_key",
    arm="Microsoft.OperationalInsights/clusters",
    place=Under(
        "Microsoft.OperationalInsights/clusters", "", ("log_analytics_cluster_id",), name=""
    ),
    only_piece=True,
    pieces=(
        Piece(
            "log_analytics_cluster_id",
            ("Microsoft.OperationalInsights/clusters",),
            "properties.keyVaultProperties",
            "set",
            (Computed(("key_vault_key_id",), ("keyVaultUri", "keyName", "keyVersion"), _key),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_cluster_customer_managed_key" "x" {
              log_analytics_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/clusters/c"
              key_vault_key_id = "https://kv.vault.azure.net/keys/k/1"
            }
            """,
            {
                "fold:properties.keyVaultProperties.keyName": "k",
                "fold:properties.keyVaultProperties.keyVaultUri": "https://kv.vault.azure.net/",
            },
        ),
    ),
)
