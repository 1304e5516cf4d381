"""A MySQL server."""

from ringfence.readers.terraform.build import enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_mysql_flexible_server",
    arm="Microsoft.DBforMySQL/flexibleServers",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        move("public_network_access", to="properties.network.publicNetworkAccess"),
        move("delegated_subnet_id", to="properties.network.delegatedSubnetResourceId"),
        enabled(
            "geo_redundant_backup_enabled",
            to="properties.backup.geoRedundantBackup",
            default=False,
        ),
        move("create_mode", to="properties.createMode"),
        move("source_server_id", to="properties.sourceServerResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mysql_flexible_server" "crm" {
              name                         = "mysql-crm"
              resource_group_name          = "rg"
              location                     = "westeurope"
              sku_name                     = "GP_Standard_D2ds_v4"
              public_network_access        = "Disabled"
              geo_redundant_backup_enabled = true
            }
            """,
            {
                "properties.network.publicNetworkAccess": "Disabled",
                "properties.backup.geoRedundantBackup": "Enabled",
            },
        ),
    ),
)
