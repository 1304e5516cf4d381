"""Machines of their own for event hubs."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_eventhub_cluster",
    arm="Microsoft.EventHub/clusters",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventhub_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "Dedicated_1"
            }
            """,
            {
                "sku.name": "Dedicated_1",
            },
        ),
    ),
)
