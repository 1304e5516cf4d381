"""What a share gives away: a file system."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import own_name

MAPPING = Mapping(
    terraform="azurerm_data_share_dataset_data_lake_gen2",
    arm="Microsoft.DataShare/accounts/shares/dataSets",
    place=Under("Microsoft.DataShare/accounts/shares", "dataSets", ("share_id",)),
    parts=(
        Fixed("kind", "AdlsGen2FileSystem"),
        move("file_system_name", to="properties.fileSystem"),
        move("storage_account_id", to="properties.storageAccountName", convert=own_name),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_share_dataset_data_lake_gen2" "x" {
              name = "x"
              share_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s"
              file_system_name = "corpus"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s/dataSets/x",
                "kind": "AdlsGen2FileSystem",
                "properties.fileSystem": "corpus",
                "properties.storageAccountName": "st",
            },
        ),
    ),
)
