"""A blob container that a workspace knows as a datastore."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.foundry import credentials, stored_in
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_datastore_blobstorage",
    arm="Microsoft.MachineLearningServices/workspaces/datastores",
    place=Under("Microsoft.MachineLearningServices/workspaces", "datastores", ("workspace_id",)),
    parts=(
        Fixed("properties.datastoreType", "AzureBlob"),
        stored_in("properties.accountName", "properties.containerName", "storage_container_id"),
        flag("is_default", to="properties.isDefault", default=False),
        move(
            "service_data_auth_identity",
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
            resource "azurerm_machine_learning_datastore_blobstorage" "corpus" {
              name                 = "corpus"
              workspace_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              storage_container_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/corpus"
            }
            """,
            {
                "properties.accountName": "st",
                "properties.containerName": "corpus",
                "properties.credentials.credentialsType": "None",
            },
        ),
    ),
)
