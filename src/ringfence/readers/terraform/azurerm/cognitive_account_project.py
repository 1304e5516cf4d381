"""A project of a cognitive account."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_cognitive_account_project",
    arm="Microsoft.CognitiveServices/accounts/projects",
    place=Under("Microsoft.CognitiveServices/accounts", "projects", ("cognitive_account_id",)),
    parts=(
        *COMMON,
        IDENTITY,
        move("display_name", to="properties.displayName"),
        move("description", to="properties.description"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account_project" "chat" {
              name                 = "chat"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ais"
              location             = "swedencentral"
              display_name         = "Chat"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"properties.displayName": "Chat", "identity.type": "SystemAssigned"},
        ),
    ),
)
