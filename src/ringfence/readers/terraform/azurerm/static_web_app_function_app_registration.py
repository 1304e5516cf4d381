"""Lets a static site call a function app."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_static_web_app_function_app_registration",
    arm="Microsoft.Web/staticSites/linkedBackends",
    place=Under("Microsoft.Web/staticSites", "linkedBackends", ("static_web_app_id",)),
    parts=(move("function_app_id", to="properties.backendResourceId"),),
    examples=(
        Example(
            """
            resource "azurerm_static_web_app_function_app_registration" "x" {
              static_web_app_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/staticSites/s"
              function_app_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/f"
            }
            """,
            {
                "properties.backendResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/f",
            },
        ),
    ),
)
