"""An account that shares data with others."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_data_share_account",
    arm="Microsoft.DataShare/accounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_share_account" "x" {
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
