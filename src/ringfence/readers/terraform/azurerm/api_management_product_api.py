"""Puts an API into a product."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_product_api",
    arm="Microsoft.ApiManagement/service/products/apis",
    place=Under(
        "Microsoft.ApiManagement/service",
        "products/{product_id}/apis",
        names=("api_management_name",),
        group=True,
        name="api_name",
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_product_api" "x" {
              resource_group_name = "rg"
              api_management_name = "apim"
              product_id = "llm"
              api_name = "chat"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/products/llm/apis/chat",
            },
        ),
    ),
)
