"""A Data Lake file system: a blob container of an account with hierarchical namespace.

Its POSIX access control list (`ace`) admits principals beside the roles, and is not modelled.
"""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_data_lake_gen2_filesystem",
    arm="Microsoft.Storage/storageAccounts/blobServices/containers",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "blobServices/default/containers",
        ("storage_account_id",),
    ),
    parts=(
        Fixed("properties.publicAccess", "None"),
        move("properties", to="properties.metadata"),
        move("default_encryption_scope", to="properties.defaultEncryptionScope"),
    ),
    unread=("ace",),
    examples=(
        Example(
            """
            resource "azurerm_storage_data_lake_gen2_filesystem" "corpus" {
              name               = "corpus"
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              properties         = { content = "Y29ycHVz" }
            }
            """,
            {"properties.publicAccess": "None", "properties.metadata.content": "Y29ycHVz"},
        ),
    ),
)
