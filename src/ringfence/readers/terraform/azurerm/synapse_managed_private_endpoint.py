"""A private endpoint from the managed network of a Synapse workspace to a resource."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_managed_private_endpoint",
    arm="Microsoft.Synapse/workspaces/managedVirtualNetworks/managedPrivateEndpoints",
    place=Under(
        "Microsoft.Synapse/workspaces",
        "managedVirtualNetworks/default/managedPrivateEndpoints",
        ("synapse_workspace_id",),
    ),
    parts=(
        move("target_resource_id", to="properties.privateLinkResourceId"),
        move("subresource_name", to="properties.groupId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_managed_private_endpoint" "st" {
              name                 = "st"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/w"
              target_resource_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              subresource_name     = "dfs"
            }
            """,
            {"properties.groupId": "dfs"},
        ),
    ),
)
