"""An application security group: a name for interfaces, used in security rules."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_application_security_group",
    arm="Microsoft.Network/applicationSecurityGroups",
    place=InGroup(),
    parts=COMMON,
    examples=(
        Example(
            """
            resource "azurerm_application_security_group" "trainers" {
              name                = "asg-trainers"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {"location": "westeurope"},
        ),
    ),
)
