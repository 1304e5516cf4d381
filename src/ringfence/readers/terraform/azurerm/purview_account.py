"""A Purview account: scans stores under its identity."""

from ringfence.readers.terraform.build import enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_purview_account",
    arm="Microsoft.Purview/accounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_enabled", to="properties.publicNetworkAccess", default=True),
        enabled("managed_event_hub_enabled", to="properties.managedEventHubState", default=True),
        move("managed_resource_group_name", to="properties.managedResourceGroupName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_purview_account" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              identity {
                type = "SystemAssigned"
              }
              public_network_enabled = false
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
