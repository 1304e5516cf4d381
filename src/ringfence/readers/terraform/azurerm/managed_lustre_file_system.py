"""A Lustre file system in a subnet, perhaps over a container."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_managed_lustre_file_system",
    arm="Microsoft.StorageCache/amlFilesystems",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        move("subnet_id", to="properties.filesystemSubnet"),
        block(
            "hsm_setting",
            to="properties.hsm.settings",
            parts=(
                move("container_id", to="container"),
                move("logging_container_id", to="loggingContainer"),
            ),
        ),
        block(
            "encryption_key",
            to="properties.encryptionSettings.keyEncryptionKey",
            parts=(move("key_url", to="keyUrl"), move("source_vault_id", to="sourceVault.id")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_managed_lustre_file_system" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "AMLFS-Durable-Premium-250"
              storage_capacity_in_tb = 8
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
              zones = ["1"]
              maintenance_window {
                day_of_week = "Friday"
                time_of_day_in_utc = "22:00"
              }
              hsm_setting {
                container_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/corpus"
                logging_container_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/log"
              }
            }
            """,
            {
                "properties.filesystemSubnet": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
                "properties.hsm.settings.container": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/corpus",
            },
        ),
    ),
)
