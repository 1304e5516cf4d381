"""An API of an API Management service: it passes requests on to `service_url`."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_api",
    arm="Microsoft.ApiManagement/service/apis",
    place=Under(
        "Microsoft.ApiManagement/service", "apis", names=("api_management_name",), group=True
    ),
    parts=(
        move("service_url", to="properties.serviceUrl"),
        move("subscription_required", to="properties.subscriptionRequired", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_api" "chat" {
              name                = "chat"
              api_management_name = "apim"
              resource_group_name = "rg"
              revision            = "1"
              path                = "chat"
              service_url         = "https://oai.openai.azure.com/openai"
            }
            """,
            {
                "properties.serviceUrl": "https://oai.openai.azure.com/openai",
                "properties.subscriptionRequired": True,
            },
        ),
    ),
)
