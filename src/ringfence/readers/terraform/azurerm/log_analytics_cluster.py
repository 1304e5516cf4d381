"""Machines of their own for workspaces, with a key of the customer perhaps."""

from ringfence.readers.terraform.build import number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_log_analytics_cluster",
    arm="Microsoft.OperationalInsights/clusters",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("sku.name", "CapacityReservation"),
        number("size_gb", to="sku.capacity", default=100),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              identity {
                type = "SystemAssigned"
              }
              size_gb = 500
            }
            """,
            {
                "sku.capacity": 500,
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
