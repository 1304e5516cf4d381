"""The policy of an API: it may choose the backend."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_api_policy",
    arm="Microsoft.ApiManagement/service/apis/policies",
    place=Under(
        "Microsoft.ApiManagement/service",
        "apis/{api_name}/policies/policy",
        names=("api_management_name",),
        group=True,
        name="",
    ),
    parts=(move("xml_content", "xml_link", to="properties.value"),),
    examples=(
        Example(
            """
            resource "azurerm_api_management_api_policy" "p" {
              api_management_name = "apim"
              resource_group_name = "rg"
              api_name = "chat"
              xml_content = "<policies/>"
            }
            """,
            {"properties.value": "<policies/>"},
        ),
    ),
)
