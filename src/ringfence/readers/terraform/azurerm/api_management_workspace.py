"""A part of API Management of its own."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_workspace",
    arm="Microsoft.ApiManagement/service/workspaces",
    place=Under("Microsoft.ApiManagement/service", "workspaces", ("api_management_id",)),
    parts=(move("display_name", to="properties.displayName"),),
    examples=(
        Example(
            """
            resource "azurerm_api_management_workspace" "x" {
              name = "x"
              api_management_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim"
              display_name = "LLM"
            }
            """,
            {
                "properties.displayName": "LLM",
            },
        ),
    ),
)
