"""A Recovery Services vault: keeps backups, in the paired region too unless told otherwise."""

from ringfence.readers.terraform.build import block, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_recovery_services_vault",
    arm="Microsoft.RecoveryServices/vaults",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move(
            "storage_mode_type",
            to="properties.redundancySettings.standardTierStorageRedundancy",
            default="GeoRedundant",
        ),
        enabled(
            "cross_region_restore_enabled",
            to="properties.redundancySettings.crossRegionRestore",
            default=False,
        ),
        block(
            "encryption",
            to="properties.encryption",
            parts=(move("key_id", to="keyVaultProperties.keyUri", convert=key_url),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_recovery_services_vault" "backup" {
              name                = "rsv"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "Standard"
              storage_mode_type   = "LocallyRedundant"
            }
            """,
            {
                "properties.redundancySettings.standardTierStorageRedundancy": "LocallyRedundant",
                "properties.redundancySettings.crossRegionRestore": "Disabled",
            },
        ),
    ),
)
