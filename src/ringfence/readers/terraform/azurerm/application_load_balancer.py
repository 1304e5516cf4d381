"""An Application Gateway for Containers."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_application_load_balancer",
    arm="Microsoft.ServiceNetworking/trafficControllers",
    place=InGroup(),
    parts=(*COMMON,),
    examples=(
        Example(
            """
            resource "azurerm_application_load_balancer" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"

            }
            """,
            {
                "location": "westeurope",
            },
        ),
    ),
)
