"""Shows a product to a group."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_product_group",
    arm="Microsoft.ApiManagement/service/products/groups",
    place=Under(
        "Microsoft.ApiManagement/service",
        "products/{product_id}/groups",
        names=("api_management_name",),
        group=True,
        name="group_name",
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_product_group" "x" {
              resource_group_name = "rg"
              api_management_name = "apim"
              product_id = "llm"
              group_name = "guests"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/products/llm/groups/guests",
            },
        ),
    ),
)
