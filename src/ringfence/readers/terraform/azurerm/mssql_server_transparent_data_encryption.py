"""The key that a SQL server encrypts its databases with."""

from ringfence.model.facts import Absent, Unknown, Value
from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider, argument
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import key_url

KEYS = ("key_vault_key_id", "managed_hsm_key_id")


def protector(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the kind of key, and its name as the server calls it: vault, key and version."""
    del provider
    value = argument(arguments, KEYS)[0]
    if isinstance(value, Absent):
        return {"properties.serverKeyType": "ServiceManaged"}
    if isinstance(value, Unknown):
        return {"properties.serverKeyType": value, "properties.serverKeyName": value}
    made: dict[str, Value] = {"properties.serverKeyType": "AzureKeyVault"}
    host, _, rest = str(key_url(value)).removeprefix("https://").partition("/keys/")
    name, _, version = rest.partition("/")
    if name and version:
        made["properties.serverKeyName"] = f"{host.partition('.')[0]}_{name}_{version}"
    return made


MAPPING = Mapping(
    terraform="azurerm_mssql_server_transparent_data_encryption",
    arm="Microsoft.Sql/servers/encryptionProtector",
    place=Under("Microsoft.Sql/servers", "encryptionProtector/current", ("server_id",), name=""),
    parts=(
        Computed(
            KEYS,
            ("properties.serverKeyType", "properties.serverKeyName"),
            protector,
        ),
        flag("auto_rotation_enabled", to="properties.autoRotationEnabled"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_server_transparent_data_encryption" "x" {
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              key_vault_key_id = "https://kv.vault.azure.net/keys/k/1"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/encryptionProtector/current",
                "properties.serverKeyType": "AzureKeyVault",
                "properties.serverKeyName": "kv_k_1",
            },
        ),
    ),
)
