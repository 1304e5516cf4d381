"""Where pipelines of a Synapse workspace run, on machines of the customer."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_integration_runtime_self_hosted",
    arm="Microsoft.Synapse/workspaces/integrationRuntimes",
    place=Under("Microsoft.Synapse/workspaces", "integrationRuntimes", ("synapse_workspace_id",)),
    parts=(
        Fixed("properties.type", "SelfHosted"),
        move("description", to="properties.description"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_integration_runtime_self_hosted" "x" {
              name = "x"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              description = "on the premises"
            }
            """,
            {
                "properties.type": "SelfHosted",
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn/integrationRuntimes/x",
            },
        ),
    ),
)
