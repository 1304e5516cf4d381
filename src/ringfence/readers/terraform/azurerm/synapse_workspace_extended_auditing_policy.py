"""Where the record of what was asked of a Synapse workspace goes."""

from ringfence.readers.terraform.build import flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_workspace_extended_auditing_policy",
    arm="Microsoft.Synapse/workspaces/extendedAuditingSettings",
    place=Under(
        "Microsoft.Synapse/workspaces",
        "extendedAuditingSettings/default",
        ("synapse_workspace_id",),
        name="",
    ),
    parts=(
        Fixed("properties.state", "Enabled"),
        move("storage_endpoint", to="properties.storageEndpoint"),
        flag("log_monitoring_enabled", to="properties.isAzureMonitorTargetEnabled", default=True),
        number("retention_in_days", to="properties.retentionDays", default=0),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_workspace_extended_auditing_policy" "x" {
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              storage_endpoint = "https://stlogs.blob.core.windows.net/"
              retention_in_days = 365
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn/extendedAuditingSettings/default",
                "properties.storageEndpoint": "https://stlogs.blob.core.windows.net/",
                "properties.retentionDays": 365,
                "properties.isAzureMonitorTargetEnabled": True,
            },
        ),
    ),
)
