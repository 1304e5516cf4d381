"""A SQL server, in the form of older providers. It is open to the public network."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_sql_server",
    arm="Microsoft.Sql/servers",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("version", to="properties.version"),
        move("administrator_login", to="properties.administratorLogin"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_sql_server" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              version = "12.0"
              administrator_login = "sa"
              administrator_login_password = "not to be seen"
            }
            """,
            {
                "properties.administratorLogin": "sa",
                "properties.publicNetworkAccess": ABSENT,
            },
            provider=3,
        ),
    ),
)
