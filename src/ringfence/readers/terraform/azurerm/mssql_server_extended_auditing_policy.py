"""Where the record of what was asked of a SQL server goes."""

from ringfence.readers.terraform.build import enabled, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_mssql_server_extended_auditing_policy",
    arm="Microsoft.Sql/servers/extendedAuditingSettings",
    place=Under(
        "Microsoft.Sql/servers", "extendedAuditingSettings/default", ("server_id",), name=""
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
            resource "azurerm_mssql_server_extended_auditing_policy" "x" {
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql"
              storage_endpoint = "https://stlogs.blob.core.windows.net/"
              retention_in_days = 365
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/extendedAuditingSettings/default",
                "properties.storageEndpoint": "https://stlogs.blob.core.windows.net/",
                "properties.retentionDays": 365,
                "properties.isAzureMonitorTargetEnabled": True,
            },
        ),
    ),
)
