"""A backend of an API Management service; policies of APIs name it."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_backend",
    arm="Microsoft.ApiManagement/service/backends",
    place=Under(
        "Microsoft.ApiManagement/service", "backends", names=("api_management_name",), group=True
    ),
    parts=(move("url", to="properties.url"),),
    examples=(
        Example(
            """
            resource "azurerm_api_management_backend" "gpt" {
              name                = "gpt"
              api_management_name = "apim"
              resource_group_name = "rg"
              protocol            = "http"
              url                 = "https://oai.openai.azure.com/openai"
            }
            """,
            {"properties.url": "https://oai.openai.azure.com/openai"},
        ),
    ),
)
