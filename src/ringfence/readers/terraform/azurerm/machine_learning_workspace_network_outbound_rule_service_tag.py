"""A service tag that the managed network of a workspace may send to."""

from ringfence.readers.terraform.build import move, text
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_workspace_network_outbound_rule_service_tag",
    arm="Microsoft.MachineLearningServices/workspaces/outboundRules",
    place=Under("Microsoft.MachineLearningServices/workspaces", "outboundRules", ("workspace_id",)),
    parts=(
        Fixed("properties.type", "ServiceTag"),
        Fixed("properties.category", "UserDefined"),
        move("service_tag", to="properties.destination.serviceTag"),
        move("protocol", to="properties.destination.protocol"),
        text("port_ranges", to="properties.destination.portRanges"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_workspace_network_outbound_rule_service_tag" "storage" {
              name         = "storage"
              workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              service_tag  = "Storage.WestEurope"
              protocol     = "TCP"
              port_ranges  = "443"
            }
            """,
            {
                "properties.destination.serviceTag": "Storage.WestEurope",
                "properties.destination.portRanges": "443",
            },
        ),
    ),
)
