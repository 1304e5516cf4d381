"""A cluster of MongoDB (vCore)."""

from ringfence.readers.terraform.build import block, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_mongo_cluster",
    arm="Microsoft.DocumentDB/mongoClusters",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("administrator_username", to="properties.administrator.userName"),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
        move("create_mode", to="properties.createMode", default="Default"),
        move("authentication_methods", to="properties.authConfig.allowedModes"),
        move("source_server_id", to="properties.replicaParameters.sourceResourceId"),
        move("source_location", to="properties.replicaParameters.sourceLocation"),
        move("version", to="properties.serverVersion"),
        enabled("data_api_mode_enabled", to="properties.dataApi.mode", default=False),
        block(
            "restore",
            to="properties.restoreParameters",
            parts=(
                move("source_id", to="sourceResourceId"),
                move("point_in_time_utc", to="pointInTimeUTC"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mongo_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              create_mode = "GeoReplica"
              source_server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/mongoClusters/a"
              source_location = "westeurope"
              public_network_access = "Disabled"
            }
            """,
            {
                "properties.replicaParameters.sourceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/mongoClusters/a",
                "properties.publicNetworkAccess": "Disabled",
            },
        ),
    ),
)
