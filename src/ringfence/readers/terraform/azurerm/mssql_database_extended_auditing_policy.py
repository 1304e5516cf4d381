"""Where the record of what was asked of a database goes."""

from ringfence.readers.terraform.build import enabled, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_database_extended_auditing_policy",
    arm="Microsoft.Sql/servers/databases/extendedAuditingSettings",
    place=Under(
        "Microsoft.Sql/servers/databases",
        "extendedAuditingSettings/default",
        ("database_id",),
        name="",
    ),
    parts=(
        enabled("enabled", to="properties.state", default=True),
        move("blob_storage_endpoint", "storage_endpoint", to="properties.storageEndpoint"),
        flag("log_monitoring_enabled", to="properties.isAzureMonitorTargetEnabled", default=True),
        number("retention_in_days", to="properties.retentionDays", default=0),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_database_extended_auditing_policy" "x" {
              database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/crm"
              storage_endpoint = "https://stlogs.blob.core.windows.net/"
              retention_in_days = 365
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/crm/extendedAuditingSettings/default",
                "properties.storageEndpoint": "https://stlogs.blob.core.windows.net/",
                "properties.retentionDays": 365,
                "properties.isAzureMonitorTargetEnabled": True,
            },
        ),
    ),
)
