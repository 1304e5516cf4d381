"""A route table with its inline routes."""

from ringfence.readers.terraform.build import each, flag, inverted, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.network import ROUTE
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_route_table",
    arm="Microsoft.Network/routeTables",
    place=InGroup(),
    parts=(
        *COMMON,
        inverted(
            "bgp_route_propagation_enabled",
            to="properties.disableBgpRoutePropagation",
            default=True,
        ),
        flag("disable_bgp_route_propagation", to="properties.disableBgpRoutePropagation"),
        each("route", to="properties.routes", parts=(move("name", to="name"), *ROUTE)),
    ),
    examples=(
        Example(
            """
            resource "azurerm_route_table" "train" {
              name                          = "rt-train"
              resource_group_name           = "rg"
              location                      = "westeurope"
              bgp_route_propagation_enabled = false
              route {
                name                   = "default"
                address_prefix         = "0.0.0.0/0"
                next_hop_type          = "VirtualAppliance"
                next_hop_in_ip_address = "10.0.0.4"
              }
            }
            """,
            {
                "properties.disableBgpRoutePropagation": True,
                "properties.routes[0].properties.nextHopIpAddress": "10.0.0.4",
            },
        ),
        Example(
            """
            resource "azurerm_route_table" "train" {
              name                          = "rt-train"
              resource_group_name           = "rg"
              location                      = "westeurope"
              disable_bgp_route_propagation = true
            }
            """,
            {"properties.disableBgpRoutePropagation": True},
            provider=3,
        ),
    ),
)
