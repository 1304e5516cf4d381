"""The policy of a product: it may choose the backend of its APIs."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_product_policy",
    arm="Microsoft.ApiManagement/service/products/policies",
    place=Under(
        "Microsoft.ApiManagement/service",
        "products/{product_id}/policies/policy",
        names=("api_management_name",),
        group=True,
        name="",
    ),
    parts=(move("xml_content", "xml_link", to="properties.value"),),
    examples=(
        Example(
            """
            resource "azurerm_api_management_product_policy" "p" {
              api_management_name = "apim"
              resource_group_name = "rg"
              product_id = "inside"
              xml_content = "<policies/>"
            }
            """,
            {"properties.value": "<policies/>"},
        ),
    ),
)
