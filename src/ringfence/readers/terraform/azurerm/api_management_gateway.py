"""A gateway of API Management that runs elsewhere."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_gateway",
    arm="Microsoft.ApiManagement/service/gateways",
    place=Under("Microsoft.ApiManagement/service", "gateways", ("api_management_id",)),
    parts=(
        block(
            "location_data",
            to="properties.locationData",
            parts=(
                move("name", to="name"),
                move("city", to="city"),
                move("region", to="countryOrRegion"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_gateway" "x" {
              name = "x"
              api_management_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim"
              location_data {
                name = "plant"
                region = "US"
              }
            }
            """,
            {
                "properties.locationData.name": "plant",
                "properties.locationData.countryOrRegion": "US",
            },
        ),
    ),
)
