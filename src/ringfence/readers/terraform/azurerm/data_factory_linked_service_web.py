"""A linked service of a data factory to a page of the web."""

from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_web",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "Web",
        typed("url", "url"),
        typed("authentication_type", "authenticationType"),
        typed("username", "username"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_web" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              authentication_type = "Anonymous"
              url                 = "https://upload.example.org"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "Web",
                "properties.typeProperties.url": "https://upload.example.org",
            },
        ),
    ),
)
