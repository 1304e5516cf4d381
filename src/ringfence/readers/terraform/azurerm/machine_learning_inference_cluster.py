"""A Kubernetes cluster attached to a workspace for serving models."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_machine_learning_inference_cluster",
    arm="Microsoft.MachineLearningServices/workspaces/computes",
    place=Under(
        "Microsoft.MachineLearningServices/workspaces",
        "computes",
        ("machine_learning_workspace_id",),
    ),
    parts=(
        IDENTITY,
        *COMMON,
        Fixed("properties.computeType", "AKS"),
        move("location", to="properties.computeLocation"),
        move("kubernetes_cluster_id", to="properties.resourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_inference_cluster" "serve" {
              name                          = "serve"
              machine_learning_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              location                      = "westeurope"
              kubernetes_cluster_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
            }
            """,
            {
                "properties.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
            },
        ),
    ),
)
