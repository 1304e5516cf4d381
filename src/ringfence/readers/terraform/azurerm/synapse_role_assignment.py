"""Grants a role of Synapse, which its own data plane decides by."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_role_assignment",
    arm="Microsoft.Synapse/workspaces/roleAssignments",
    place=Under("Microsoft.Synapse/workspaces", "roleAssignments", ("synapse_workspace_id",)),
    parts=(
        move("role_name", to="properties.roleName"),
        move("principal_id", to="properties.principalId"),
        move("principal_type", to="properties.principalType"),
        move("synapse_workspace_id", "synapse_spark_pool_id", to="properties.scope"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_role_assignment" "x" {
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              role_name = "Synapse Administrator"
              principal_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "properties.roleName": "Synapse Administrator",
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
                "properties.scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn",
            },
        ),
    ),
)
