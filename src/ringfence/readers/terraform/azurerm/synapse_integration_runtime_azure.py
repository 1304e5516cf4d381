"""Where pipelines of a Synapse workspace run, on machines of the service."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_integration_runtime_azure",
    arm="Microsoft.Synapse/workspaces/integrationRuntimes",
    place=Under("Microsoft.Synapse/workspaces", "integrationRuntimes", ("synapse_workspace_id",)),
    parts=(
        Fixed("properties.type", "Managed"),
        move("location", to="properties.typeProperties.computeProperties.location"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_integration_runtime_azure" "x" {
              name = "x"
              location = "westeurope"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
            }
            """,
            {
                "properties.typeProperties.computeProperties.location": "westeurope",
            },
        ),
    ),
)
