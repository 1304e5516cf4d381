"""A blob container. Its parent is named by id (azurerm 5) or by account name (before)."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_container",
    arm="Microsoft.Storage/storageAccounts/blobServices/containers",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "blobServices/default/containers",
        ("storage_account_id",),
        ("storage_account_name",),
    ),
    parts=(
        move(
            "container_access_type",
            to="properties.publicAccess",
            default="private",
            convert={"private": "None", "blob": "Blob", "container": "Container"},
        ),
        move("metadata", to="properties.metadata"),
        move("default_encryption_scope", to="properties.defaultEncryptionScope"),
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
