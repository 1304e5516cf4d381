"""A store of metrics (Azure Monitor workspace)."""

from ringfence.readers.terraform.build import enabled
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_monitor_workspace",
    arm="Microsoft.Monitor/accounts",
    place=InGroup(),
    parts=(
        *COMMON,
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_workspace" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              public_network_access_enabled = false
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
            },
        ),
    ),
)
