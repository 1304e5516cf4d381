"""Lets another service act in a cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_kubernetes_cluster_trusted_access_role_binding",
    arm="Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings",
    place=Under(
        "Microsoft.ContainerService/managedClusters",
        "trustedAccessRoleBindings",
        ("kubernetes_cluster_id",),
    ),
    parts=(
        move("roles", to="properties.roles"),
        move("source_resource_id", to="properties.sourceResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_cluster_trusted_access_role_binding" "x" {
              name = "x"
              kubernetes_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
              roles = ["Microsoft.MachineLearningServices/workspaces/mlworkload"]
              source_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ml"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks/trustedAccessRoleBindings/x",
                "properties.sourceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ml",
            },
        ),
    ),
)
