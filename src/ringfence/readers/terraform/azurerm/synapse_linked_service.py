"""A linked service of a Synapse workspace of any kind, as JSON."""

from ringfence.readers.terraform.build import block, document, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_linked_service",
    arm="Microsoft.Synapse/workspaces/linkedservices",
    place=Under("Microsoft.Synapse/workspaces", "linkedservices", ("synapse_workspace_id",)),
    parts=(
        move("type", to="properties.type"),
        document("type_properties_json", to="properties.typeProperties"),
        block(
            "integration_runtime",
            to="properties.connectVia",
            parts=(move("name", to="referenceName"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_linked_service" "x" {
              name = "x"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              type = "AzureBlobStorage"
              type_properties_json = jsonencode({ serviceEndpoint = "https://stother.blob.core.windows.net" })
            }
            """,
            {
                "properties.type": "AzureBlobStorage",
                "properties.typeProperties.serviceEndpoint": "https://stother.blob.core.windows.net",
            },
        ),
    ),
)
