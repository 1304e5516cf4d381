"""The identity under which Databricks reads stores."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_databricks_access_connector",
    arm="Microsoft.Databricks/accessConnectors",
    place=InGroup(),
    parts=(*COMMON, IDENTITY),
    examples=(
        Example(
            """
            resource "azurerm_databricks_access_connector" "unity" {
              name                = "dbac"
              resource_group_name = "rg"
              location            = "westeurope"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"identity.type": "SystemAssigned"},
        ),
    ),
)
