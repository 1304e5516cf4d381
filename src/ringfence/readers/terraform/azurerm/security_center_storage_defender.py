"""Defender for one storage account, beside or instead of the plan of the subscription."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_security_center_storage_defender",
    arm="Microsoft.Security/defenderForStorageSettings",
    place=On("storage_account_id", name="", named="current"),
    parts=(
        Fixed("properties.isEnabled", True),
        flag(
            "override_subscription_settings_enabled",
            to="properties.overrideSubscriptionLevelSettings",
            default=False,
        ),
        flag(
            "malware_scanning_on_upload_enabled",
            to="properties.malwareScanning.onUpload.isEnabled",
            default=False,
        ),
        flag(
            "sensitive_data_discovery_enabled",
            to="properties.sensitiveDataDiscovery.isEnabled",
            default=False,
        ),
        move(
            "scan_results_event_grid_topic_id",
            to="properties.malwareScanning.scanResultsEventGridTopicResourceId",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_security_center_storage_defender" "st" {
              storage_account_id               = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              sensitive_data_discovery_enabled = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/providers/Microsoft.Security/defenderForStorageSettings/current",
                "properties.sensitiveDataDiscovery.isEnabled": True,
                "properties.overrideSubscriptionLevelSettings": False,
            },
        ),
    ),
)
