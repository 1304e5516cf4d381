"""A network manager: connects networks by group."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_manager",
    arm="Microsoft.Network/networkManagers",
    place=InGroup(),
    parts=(
        *COMMON,
        move("scope_accesses", to="properties.networkManagerScopeAccesses"),
        block(
            "scope",
            to="properties.networkManagerScopes",
            parts=(
                move("subscription_ids", to="subscriptions"),
                move("management_group_ids", to="managementGroups"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager" "net" {
              name                = "avnm"
              resource_group_name = "rg"
              location            = "westeurope"
              scope_accesses      = ["Connectivity"]
              scope {
                subscription_ids = ["/subscriptions/s"]
              }
            }
            """,
            {"properties.networkManagerScopes.subscriptions": ["/subscriptions/s"]},
        ),
    ),
)
