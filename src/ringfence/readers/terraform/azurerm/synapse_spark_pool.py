"""A Spark pool of a Synapse workspace."""

from ringfence.readers.terraform.build import flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_synapse_spark_pool",
    arm="Microsoft.Synapse/workspaces/bigDataPools",
    place=Under("Microsoft.Synapse/workspaces", "bigDataPools", ("synapse_workspace_id",)),
    parts=(
        TAGS,
        move("node_size", to="properties.nodeSize"),
        move("node_size_family", to="properties.nodeSizeFamily"),
        number("node_count", to="properties.nodeCount"),
        move("spark_version", to="properties.sparkVersion"),
        flag(
            "session_level_packages_enabled",
            to="properties.sessionLevelPackagesEnabled",
            default=False,
        ),
        flag("compute_isolation_enabled", to="properties.isComputeIsolationEnabled", default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_spark_pool" "x" {
              name = "x"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              node_size = "Small"
              node_size_family = "MemoryOptimized"
              node_count = 3
              spark_version = "3.4"
            }
            """,
            {
                "properties.nodeCount": 3,
                "properties.sparkVersion": "3.4",
            },
        ),
    ),
)
