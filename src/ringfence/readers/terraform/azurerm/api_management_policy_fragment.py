"""A piece of policy of API Management."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_policy_fragment",
    arm="Microsoft.ApiManagement/service/policyFragments",
    place=Under("Microsoft.ApiManagement/service", "policyFragments", ("api_management_id",)),
    parts=(
        move("value", to="properties.value"),
        move("format", to="properties.format", default="xml"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_policy_fragment" "x" {
              name = "x"
              api_management_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim"
              value = "<fragment/>"
            }
            """,
            {
                "properties.value": "<fragment/>",
                "properties.format": "xml",
            },
        ),
    ),
)
