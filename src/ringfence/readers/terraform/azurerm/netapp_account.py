"""A NetApp account."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_netapp_account",
    arm="Microsoft.NetApp/netAppAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
    ),
    examples=(
        Example(
            """
            resource "azurerm_netapp_account" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
