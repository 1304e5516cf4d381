"""A linked service of a data factory to a vault, which holds its secrets."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.factories import in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.shared import vault_url

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_key_vault",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "AzureKeyVault",
        move("key_vault_id", to="properties.typeProperties.baseUrl", convert=vault_url),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_key_vault" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              key_vault_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureKeyVault",
                "properties.typeProperties.baseUrl": "https://kv.vault.azure.net/",
            },
        ),
    ),
)
