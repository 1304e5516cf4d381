"""Machines of their own for apps, in a subnet."""

from ringfence.readers.terraform.build import flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_app_service_environment_v3",
    arm="Microsoft.Web/hostingEnvironments",
    place=InGroup(),
    parts=(
        TAGS,
        Fixed("kind", "ASEV3"),
        reference("subnet_id", to="properties.virtualNetwork"),
        move(
            "internal_load_balancing_mode",
            to="properties.internalLoadBalancingMode",
            default="None",
        ),
        flag(
            "remote_debugging_enabled",
            to="properties.networkingConfiguration.properties.remoteDebugEnabled",
            default=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_app_service_environment_v3" "x" {
              name = "x"
              resource_group_name = "rg"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/ase"
              internal_load_balancing_mode = "Web, Publishing"
            }
            """,
            {
                "properties.internalLoadBalancingMode": "Web, Publishing",
                "properties.virtualNetwork.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/ase",
            },
        ),
    ),
)
