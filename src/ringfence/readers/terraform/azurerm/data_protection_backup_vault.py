"""A backup vault. What is backed up into it is not modelled."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, vault_storage

MAPPING = Mapping(
    terraform="azurerm_data_protection_backup_vault",
    arm="Microsoft.DataProtection/backupVaults",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Computed(("redundancy", "datastore_type"), ("properties.storageSettings",), vault_storage),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_protection_backup_vault" "backup" {
              name                = "bv"
              resource_group_name = "rg"
              location            = "westeurope"
              datastore_type      = "VaultStore"
              redundancy          = "GeoRedundant"
            }
            """,
            {
                "properties.storageSettings": [
                    {"datastoreType": "VaultStore", "type": "GeoRedundant"}
                ]
            },
        ),
    ),
)
