"""A product of API Management: which APIs come together, and what is asked for them."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

STATES = {True: "published", False: "notPublished", "true": "published", "false": "notPublished"}

MAPPING = Mapping(
    terraform="azurerm_api_management_product",
    arm="Microsoft.ApiManagement/service/products",
    place=Under(
        "Microsoft.ApiManagement/service",
        "products",
        names=("api_management_name",),
        group=True,
        name="product_id",
    ),
    parts=(
        move("display_name", to="properties.displayName"),
        move("published", to="properties.state", convert=STATES),
        flag("subscription_required", to="properties.subscriptionRequired", default=True),
        flag("approval_required", to="properties.approvalRequired"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_product" "x" {
              resource_group_name = "rg"
              api_management_name = "apim"
              product_id = "llm"
              display_name = "LLM"
              published = true
              subscription_required = false
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/products/llm",
                "properties.subscriptionRequired": False,
                "properties.state": "published",
            },
        ),
    ),
)
