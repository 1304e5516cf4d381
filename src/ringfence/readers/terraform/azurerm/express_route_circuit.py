"""An ExpressRoute circuit: a private line to networks outside Azure."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_express_route_circuit",
    arm="Microsoft.Network/expressRouteCircuits",
    place=InGroup(),
    parts=(
        *COMMON,
        block("sku", to="sku", parts=(move("tier", to="tier"), move("family", to="family"))),
        move(
            "service_provider_name", to="properties.serviceProviderProperties.serviceProviderName"
        ),
        move("peering_location", to="properties.serviceProviderProperties.peeringLocation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_express_route_circuit" "office" {
              name                  = "erc"
              resource_group_name   = "rg"
              location              = "westeurope"
              service_provider_name = "Equinix"
              peering_location      = "Amsterdam"
              bandwidth_in_mbps     = 50
              sku {
                tier   = "Standard"
                family = "MeteredData"
              }
            }
            """,
            {"properties.serviceProviderProperties.peeringLocation": "Amsterdam"},
        ),
    ),
)
