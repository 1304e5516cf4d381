"""A data factory: moves data under an identity. Its pipelines are not modelled."""

from ringfence.readers.terraform.build import enabled
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, factory_key

MAPPING = Mapping(
    terraform="azurerm_data_factory",
    arm="Microsoft.DataFactory/factories",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_enabled", to="properties.publicNetworkAccess", default=True),
        Computed(("customer_managed_key_id",), ("properties.encryption",), factory_key),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory" "move" {
              name                    = "adf"
              resource_group_name     = "rg"
              location                = "westeurope"
              public_network_enabled  = false
              customer_managed_key_id = "https://kv.vault.azure.net/keys/k/1"
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.encryption.keyName": "k",
            },
        ),
    ),
)
