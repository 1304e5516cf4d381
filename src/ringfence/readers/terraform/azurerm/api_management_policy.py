"""The policy of all APIs of an API Management service."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_policy",
    arm="Microsoft.ApiManagement/service/policies",
    place=Under(
        "Microsoft.ApiManagement/service", "policies/policy", ("api_management_id",), name=""
    ),
    parts=(move("xml_content", "xml_link", to="properties.value"),),
    examples=(
        Example(
            """
            resource "azurerm_api_management_policy" "p" {
              api_management_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim"
              xml_content = "<policies/>"
            }
            """,
            {"properties.value": "<policies/>"},
        ),
    ),
)
