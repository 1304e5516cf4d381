"""A resource that the managed network of a workspace reaches through a private endpoint."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint",
    arm="Microsoft.MachineLearningServices/workspaces/outboundRules",
    place=Under("Microsoft.MachineLearningServices/workspaces", "outboundRules", ("workspace_id",)),
    parts=(
        Fixed("properties.type", "PrivateEndpoint"),
        Fixed("properties.category", "UserDefined"),
        move("service_resource_id", to="properties.destination.serviceResourceId"),
        move("sub_resource_target", to="properties.destination.subresourceTarget"),
        flag("spark_enabled", to="properties.destination.sparkEnabled"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint" "st" {
              name                = "st"
              workspace_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              service_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              sub_resource_target = "blob"
            }
            """,
            {
                "properties.destination.serviceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.destination.subresourceTarget": "blob",
            },
        ),
    ),
)
