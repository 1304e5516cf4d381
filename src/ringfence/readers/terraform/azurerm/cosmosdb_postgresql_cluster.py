"""A cluster of PostgreSQL (Citus)."""

from ringfence.readers.terraform.build import flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_cosmosdb_postgresql_cluster",
    arm="Microsoft.DBforPostgreSQL/serverGroupsv2",
    place=InGroup(),
    parts=(
        *COMMON,
        number("node_count", to="properties.nodeCount"),
        flag(
            "coordinator_public_ip_access_enabled",
            to="properties.coordinatorEnablePublicIpAccess",
            default=True,
        ),
        flag(
            "node_public_ip_access_enabled", to="properties.nodeEnablePublicIpAccess", default=False
        ),
        move("source_resource_id", to="properties.sourceResourceId"),
        move("source_location", to="properties.sourceLocation"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_postgresql_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              node_count = 0
              administrator_login_password = "not to be seen"
              coordinator_public_ip_access_enabled = false
            }
            """,
            {
                "properties.coordinatorEnablePublicIpAccess": False,
                "properties.nodeEnablePublicIpAccess": False,
                "properties.nodeCount": 0,
            },
        ),
    ),
)
