"""A file share."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_share",
    arm="Microsoft.Storage/storageAccounts/fileServices/shares",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "fileServices/default/shares",
        ("storage_account_id",),
        ("storage_account_name",),
    ),
    parts=(
        move("enabled_protocol", to="properties.enabledProtocols", default="SMB"),
        move("access_tier", to="properties.accessTier"),
        number("quota", to="properties.shareQuota"),
        move("metadata", to="properties.metadata"),
    ),
    computed={"resource_manager_id": "{id}", "rbac_scope_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_storage_share" "models" {
              name               = "models"
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              quota              = 100
              enabled_protocol   = "NFS"
            }
            """,
            {"properties.enabledProtocols": "NFS", "properties.shareQuota": 100},
        ),
    ),
)
