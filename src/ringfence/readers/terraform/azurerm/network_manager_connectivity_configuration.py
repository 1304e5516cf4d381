"""Connects all networks of a group, as a mesh or through a hub."""

from ringfence.readers.terraform.build import each, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_connectivity_configuration",
    arm="Microsoft.Network/networkManagers/connectivityConfigurations",
    place=Under(
        "Microsoft.Network/networkManagers",
        "connectivityConfigurations",
        ("network_manager_id",),
    ),
    parts=(
        move("connectivity_topology", to="properties.connectivityTopology"),
        flag("global_mesh_enabled", to="properties.isGlobal"),
        each(
            "hub",
            to="properties.hubs",
            parts=(move("resource_id", to="resourceId"), move("resource_type", to="resourceType")),
        ),
        each(
            "applies_to_group",
            to="properties.appliesToGroups",
            parts=(
                move("network_group_id", to="networkGroupId"),
                move("group_connectivity", to="groupConnectivity"),
                flag("use_hub_gateway", to="useHubGateway"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_connectivity_configuration" "mesh" {
              name                  = "mesh"
              network_manager_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/avnm"
              connectivity_topology = "Mesh"
              applies_to_group {
                group_connectivity = "DirectlyConnected"
                network_group_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/avnm/networkGroups/g"
              }
            }
            """,
            {
                "properties.connectivityTopology": "Mesh",
                "properties.appliesToGroups[0].groupConnectivity": "DirectlyConnected",
            },
        ),
    ),
)
