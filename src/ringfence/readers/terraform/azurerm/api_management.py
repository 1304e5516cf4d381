"""An API Management service: a gateway before APIs, public or in a network."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import block, each, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY


def _tier(name: Value) -> Value:
    """azurerm joins tier and number of units: `Developer_1`."""
    return (name.rpartition("_")[0] or name) if isinstance(name, str) else name


MAPPING = Mapping(
    terraform="azurerm_api_management",
    arm="Microsoft.ApiManagement/service",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name", convert=_tier),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("virtual_network_type", to="properties.virtualNetworkType", default="None"),
        block(
            "virtual_network_configuration",
            to="properties.virtualNetworkConfiguration",
            parts=(move("subnet_id", to="subnetResourceId"),),
        ),
        each(
            "additional_location",
            to="properties.additionalLocations",
            parts=(move("location", to="location"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management" "gateway" {
              name                 = "apim"
              resource_group_name  = "rg"
              location             = "westeurope"
              publisher_name       = "Acme"
              publisher_email      = "api@example.org"
              sku_name             = "Developer_1"
              virtual_network_type = "Internal"
              virtual_network_configuration {
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              }
            }
            """,
            {
                "sku.name": "Developer",
                "properties.virtualNetworkType": "Internal",
                "properties.virtualNetworkConfiguration.subnetResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
