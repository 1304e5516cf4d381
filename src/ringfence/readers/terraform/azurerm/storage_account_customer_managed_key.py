"""The customer's key of a storage account, declared on its own."""

from ringfence.model.facts import Absent, Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import (
    Arguments,
    Example,
    Mapping,
    Piece,
    Provider,
    argument,
)
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import key_parts, vault_url

ACCOUNTS = "Microsoft.Storage/storageAccounts"
KEY = (
    "key_vault_key_id",
    "managed_hsm_key_id",
    "key_name",
    "key_vault_id",
    "key_vault_uri",
    "key_version",
)


def _key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the key, which azurerm 3 and 4 also take as vault and name."""
    del provider
    whole, _ = argument(arguments, KEY[:2])
    if not isinstance(whole, Absent):
        return {f"keyvaultproperties.{part}": each for part, each in key_parts(whole).items()}
    vault = arguments.get("key_vault_uri")
    if vault is None:
        vault = vault_url(arguments.get("key_vault_id"))
    return {
        "keyvaultproperties.keyvaulturi": vault,
        "keyvaultproperties.keyname": arguments.get("key_name"),
    }


MAPPING = Mapping(
    terraform="azurerm_storage_account_customer_managed_key",
    arm=ACCOUNTS,
    place=Under(ACCOUNTS, "customerManagedKey", ("storage_account_id",), name=""),
    pieces=(
        Piece(
            "storage_account_id",
            (ACCOUNTS,),
            "properties.encryption",
            "set",
            (
                Fixed("keySource", "Microsoft.Keyvault"),
                Computed(KEY, ("keyvaultproperties",), _key),
                move("user_assigned_identity_id", to="identity.userAssignedIdentity"),
                move("federated_identity_client_id", to="identity.federatedIdentityClientId"),
            ),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_storage_account_customer_managed_key" "weights" {
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              key_vault_id       = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv"
              key_name           = "k"
            }
            """,
            {
                "fold:properties.encryption.keySource": "Microsoft.Keyvault",
                "fold:properties.encryption.keyvaultproperties.keyvaulturi": "https://kv.vault.azure.net/",
                "fold:properties.encryption.keyvaultproperties.keyname": "k",
            },
        ),
    ),
)
