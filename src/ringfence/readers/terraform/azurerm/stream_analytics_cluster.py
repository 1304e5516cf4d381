"""Machines of their own for streaming jobs."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_cluster",
    arm="Microsoft.StreamAnalytics/clusters",
    place=InGroup(),
    parts=(
        *COMMON,
        number("streaming_capacity", to="sku.capacity"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              streaming_capacity = 36
            }
            """,
            {
                "sku.capacity": 36,
            },
        ),
    ),
)
