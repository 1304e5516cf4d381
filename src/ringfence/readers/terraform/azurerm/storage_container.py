"""A blob container. Its parent is named by id (azurerm 5) or by account name (before)."""

from ringfence.readers.terraform.mapping import Example, Mapping, Move
from ringfence.readers.terraform.places import Under

ACCOUNTS = "Microsoft.Storage/storageAccounts"

MAPPING = Mapping(
    terraform="azurerm_storage_container",
    arm="Microsoft.Storage/storageAccounts/blobServices/containers",
    place=Under(
        ACCOUNTS,
        "blobServices/default/containers",
        ("storage_account_id",),
        ("storage_account_name",),
    ),
    page="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_container",
    parts=(
        Move(
            ("container_access_type",),
            "properties.publicAccess",
            default="private",
            convert={"private": "None", "blob": "Blob", "container": "Container"},
        ),
        Move(("metadata",), "properties.metadata"),
    ),
    computed={"resource_manager_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_storage_container" "dumps" {
              name                  = "dumps"
              storage_account_id    = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              container_access_type = "blob"
            }
            """,
            {"properties.publicAccess": "Blob"},
        ),
        Example(
            """
            resource "azurerm_storage_container" "dumps" {
              name                 = "dumps"
              storage_account_name = "st"
            }
            """,
            {"properties.publicAccess": "None"},
        ),
    ),
)
