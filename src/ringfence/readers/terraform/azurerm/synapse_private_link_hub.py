"""A hub that private endpoints lead to for the studio of Synapse."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_synapse_private_link_hub",
    arm="Microsoft.Synapse/privateLinkHubs",
    place=InGroup(),
    parts=(*COMMON,),
    examples=(
        Example(
            """
            resource "azurerm_synapse_private_link_hub" "x" {
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
