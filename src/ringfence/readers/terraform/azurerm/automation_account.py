"""An automation account: runs code under an identity."""

from ringfence.readers.terraform.build import flag, inverted, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_automation_account",
    arm="Microsoft.Automation/automationAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="properties.sku.name"),
        flag("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_automation_account" "ops" {
              name                         = "aa"
              resource_group_name          = "rg"
              location                     = "westeurope"
              sku_name                     = "Basic"
              local_authentication_enabled = false
            }
            """,
            {"properties.disableLocalAuth": True, "properties.publicNetworkAccess": True},
        ),
    ),
)
