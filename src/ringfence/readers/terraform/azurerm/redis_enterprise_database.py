"""A database of a cluster of Redis Enterprise."""

from ringfence.readers.terraform.build import ids, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_redis_enterprise_database",
    arm="Microsoft.Cache/redisEnterprise/databases",
    place=Under("Microsoft.Cache/redisEnterprise", "databases", ("cluster_id",)),
    parts=(
        move("client_protocol", to="properties.clientProtocol", default="Encrypted"),
        move("linked_database_group_nickname", to="properties.geoReplication.groupNickname"),
        ids("linked_database_id", to="properties.geoReplication.linkedDatabases"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_redis_enterprise_database" "x" {
              name = "x"
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redisEnterprise/c"
              linked_database_id = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redisEnterprise/other/databases/default"]
              linked_database_group_nickname = "g"
            }
            """,
            {
                "properties.geoReplication.linkedDatabases[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redisEnterprise/other/databases/default",
            },
        ),
    ),
)
