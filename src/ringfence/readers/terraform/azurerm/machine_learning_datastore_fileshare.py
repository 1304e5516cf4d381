"""A file share that a workspace knows as a datastore."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.foundry import credentials, stored_in
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_datastore_fileshare",
    arm="Microsoft.MachineLearningServices/workspaces/datastores",
    place=Under("Microsoft.MachineLearningServices/workspaces", "datastores", ("workspace_id",)),
    parts=(
        Fixed("properties.datastoreType", "AzureFile"),
        stored_in("properties.accountName", "properties.fileShareName", "storage_fileshare_id"),
        move(
            "service_data_identity",
            to="properties.serviceDataAccessAuthIdentity",
            default="None",
        ),
        Computed(
            ("account_key", "shared_access_signature"),
            ("properties.credentials.credentialsType",),
            credentials,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_datastore_fileshare" "models" {
              name                 = "models"
              workspace_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              storage_fileshare_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/fileServices/default/shares/models"
            }
            """,
            {"properties.accountName": "st", "properties.fileShareName": "models"},
        ),
    ),
)
