"""Machines that run the tasks of a registry."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_container_registry_agent_pool",
    arm="Microsoft.ContainerRegistry/registries/agentPools",
    place=Under(
        "Microsoft.ContainerRegistry/registries",
        "agentPools",
        names=("container_registry_name",),
        group=True,
    ),
    parts=(
        *COMMON,
        number("instance_count", to="properties.count", default=1),
        move("tier", to="properties.tier", default="S1"),
        move("virtual_network_subnet_id", to="properties.virtualNetworkSubnetResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_agent_pool" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              container_registry_name = "acr"
              virtual_network_subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr/agentPools/x",
                "properties.virtualNetworkSubnetResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
            },
        ),
    ),
)
