"""A gateway of workspaces of API Management."""

from ringfence.readers.terraform.build import block, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_api_management_standalone_gateway",
    arm="Microsoft.ApiManagement/gateways",
    place=InGroup(),
    parts=(
        *COMMON,
        block(
            "sku",
            to="sku",
            parts=(move("name", to="name"), number("capacity", to="capacity", default=1)),
        ),
        move("backend_subnet_id", to="properties.backend.subnet.id"),
        move("virtual_network_type", to="properties.virtualNetworkType"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_standalone_gateway" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku {
                name = "WorkspaceGatewayPremium"
              }
              virtual_network_type = "Internal"
              backend_subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
            }
            """,
            {
                "properties.virtualNetworkType": "Internal",
                "properties.backend.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
            },
        ),
    ),
)
