"""A key for a product or an API. It is never read."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_subscription",
    arm="Microsoft.ApiManagement/service/subscriptions",
    place=Under(
        "Microsoft.ApiManagement/service",
        "subscriptions",
        names=("api_management_name",),
        group=True,
        name="subscription_id",
    ),
    parts=(
        move("display_name", to="properties.displayName"),
        move("product_id", "api_id", to="properties.scope"),
        move("user_id", to="properties.ownerId"),
        move("state", to="properties.state", default="submitted"),
        flag("allow_tracing", to="properties.allowTracing", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_subscription" "x" {
              resource_group_name = "rg"
              api_management_name = "apim"
              subscription_id = "s1"
              display_name = "app"
              product_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/products/llm"
              state = "active"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/subscriptions/s1",
                "properties.scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/products/llm",
                "properties.state": "active",
            },
        ),
    ),
)
