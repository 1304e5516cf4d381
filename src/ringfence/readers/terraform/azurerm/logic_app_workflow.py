"""A logic app in the consumption plan."""

from ringfence.readers.terraform.build import enabled
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_logic_app_workflow",
    arm="Microsoft.Logic/workflows",
    place=InGroup(),
    parts=(*COMMON, IDENTITY, enabled("enabled", to="properties.state", default=True)),
    examples=(
        Example(
            """
            resource "azurerm_logic_app_workflow" "flow" {
              name                = "flow"
              resource_group_name = "rg"
              location            = "westeurope"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"properties.state": "Enabled", "identity.type": "SystemAssigned"},
        ),
    ),
)
