"""A database of a SQL server. Its backups are copied to the paired region by default."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_mssql_database",
    arm="Microsoft.Sql/servers/databases",
    place=Under("Microsoft.Sql/servers", "databases", ("server_id",)),
    parts=(
        TAGS,
        move("sku_name", to="sku.name"),
        move(
            "storage_account_type",
            to="properties.requestedBackupStorageRedundancy",
            default="Geo",
        ),
        move("create_mode", to="properties.createMode", default="Default"),
        move("creation_source_database_id", to="properties.sourceDatabaseId"),
        move("secondary_type", to="properties.secondaryType"),
    ),
    unread=("extended_auditing_policy",),
    examples=(
        Example(
            """
            resource "azurerm_mssql_database" "crm" {
              name                 = "crm"
              server_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              storage_account_type = "Zone"
            }
            """,
            {"properties.requestedBackupStorageRedundancy": "Zone"},
        ),
    ),
)
