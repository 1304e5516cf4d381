"""A Data Lake file system that a workspace knows as a datastore."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.foundry import credentials, stored_in
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_datastore_datalake_gen2",
    arm="Microsoft.MachineLearningServices/workspaces/datastores",
    place=Under("Microsoft.MachineLearningServices/workspaces", "datastores", ("workspace_id",)),
    parts=(
        Fixed("properties.datastoreType", "AzureDataLakeGen2"),
        stored_in("properties.accountName", "properties.filesystem", "storage_container_id"),
        move(
            "service_data_identity",
            to="properties.serviceDataAccessAuthIdentity",
            default="None",
        ),
        Computed(("client_secret",), ("properties.credentials.credentialsType",), credentials),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_datastore_datalake_gen2" "corpus" {
              name                 = "corpus"
              workspace_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              storage_container_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/corpus"
            }
            """,
            {"properties.accountName": "st", "properties.filesystem": "corpus"},
        ),
    ),
)
