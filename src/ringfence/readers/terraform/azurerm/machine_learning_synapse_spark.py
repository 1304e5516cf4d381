"""A Synapse Spark pool attached to a workspace."""

from ringfence.readers.terraform.build import inverted, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_machine_learning_synapse_spark",
    arm="Microsoft.MachineLearningServices/workspaces/computes",
    place=Under(
        "Microsoft.MachineLearningServices/workspaces",
        "computes",
        ("machine_learning_workspace_id",),
    ),
    parts=(
        IDENTITY,
        *COMMON,
        Fixed("properties.computeType", "SynapseSpark"),
        move("location", to="properties.computeLocation"),
        move("synapse_spark_pool_id", to="properties.resourceId"),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_synapse_spark" "prepare" {
              name                          = "prepare"
              machine_learning_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              location                      = "westeurope"
              synapse_spark_pool_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/w/bigDataPools/p"
            }
            """,
            {"properties.computeType": "SynapseSpark", "properties.disableLocalAuth": False},
        ),
    ),
)
