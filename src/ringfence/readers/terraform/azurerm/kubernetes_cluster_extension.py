"""An extension of a cluster: code that runs in it."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_kubernetes_cluster_extension",
    arm="Microsoft.KubernetesConfiguration/extensions",
    place=On("cluster_id"),
    parts=(
        move("extension_type", to="properties.extensionType"),
        move("release_train", to="properties.releaseTrain"),
        move("configuration_settings", to="properties.configurationSettings"),
        move("release_namespace", to="properties.scope.cluster.releaseNamespace"),
        move("target_namespace", to="properties.scope.namespace.targetNamespace"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_cluster_extension" "x" {
              name = "x"
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
              extension_type = "microsoft.azureml.kubernetes"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks/providers/Microsoft.KubernetesConfiguration/extensions/x",
                "properties.extensionType": "microsoft.azureml.kubernetes",
            },
        ),
    ),
)
