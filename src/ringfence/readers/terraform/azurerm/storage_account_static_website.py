"""A static website: the container `$web` is served to everybody, whatever the account says."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_account_static_website",
    arm="Microsoft.Storage/storageAccounts/blobServices/containers",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "blobServices/default/containers/$web",
        ("storage_account_id",),
        name="",
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_account_static_website" "docs" {
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              index_document     = "index.html"
            }
            """,
            {"properties": ABSENT},
        ),
    ),
)
