"""A linked service of a data factory to an OData feed, anywhere."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_odata",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "OData",
        typed("url", "url"),
        block(
            "basic_authentication",
            to="properties.typeProperties",
            parts=(Fixed("authenticationType", "Basic"), move("username", to="userName")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_odata" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              url = "https://crm.example.org/odata"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "OData",
                "properties.typeProperties.url": "https://crm.example.org/odata",
            },
        ),
    ),
)
