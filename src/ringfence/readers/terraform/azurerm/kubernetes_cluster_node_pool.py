"""A further node pool of a Kubernetes cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.hosts import POOL_PROPERTIES
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_kubernetes_cluster_node_pool",
    arm="Microsoft.ContainerService/managedClusters/agentPools",
    place=Under(
        "Microsoft.ContainerService/managedClusters", "agentPools", ("kubernetes_cluster_id",)
    ),
    parts=(
        *POOL_PROPERTIES,
        move("mode", to="properties.mode", default="User"),
        move("os_type", to="properties.osType", default="Linux"),
        move("tags", to="properties.tags"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
              name                  = "gpu"
              kubernetes_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
              vm_size               = "Standard_NC24ads_A100_v4"
              vnet_subnet_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            }
            """,
            {
                "properties.vmSize": "Standard_NC24ads_A100_v4",
                "properties.vnetSubnetID": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.mode": "User",
            },
        ),
    ),
)
