"""A host name that the managed network of a workspace may send to."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_workspace_network_outbound_rule_fqdn",
    arm="Microsoft.MachineLearningServices/workspaces/outboundRules",
    place=Under("Microsoft.MachineLearningServices/workspaces", "outboundRules", ("workspace_id",)),
    parts=(
        Fixed("properties.type", "FQDN"),
        Fixed("properties.category", "UserDefined"),
        move("destination_fqdn", to="properties.destination"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_workspace_network_outbound_rule_fqdn" "pypi" {
              name             = "pypi"
              workspace_id     = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              destination_fqdn = "pypi.org"
            }
            """,
            {"properties.type": "FQDN", "properties.destination": "pypi.org"},
        ),
    ),
)
