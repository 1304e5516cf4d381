"""A project of Azure AI Foundry: a machine learning workspace that shares its hub's stores."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Beside
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_ai_foundry_project",
    arm="Microsoft.MachineLearningServices/workspaces",
    place=Beside("ai_services_hub_id"),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("kind", "Project"),
        move("ai_services_hub_id", to="properties.hubResourceId"),
        move("friendly_name", to="properties.friendlyName"),
        move("description", to="properties.description"),
        move("primary_user_assigned_identity", to="properties.primaryUserAssignedIdentity"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_ai_foundry_project" "chat" {
              name               = "chat"
              location           = "westeurope"
              ai_services_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/chat",
                "properties.hubResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub",
            },
        ),
    ),
)
