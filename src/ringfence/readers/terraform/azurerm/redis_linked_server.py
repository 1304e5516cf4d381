"""A cache elsewhere that is kept like this one."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_redis_linked_server",
    arm="Microsoft.Cache/redis/linkedServers",
    place=Under(
        "Microsoft.Cache/redis",
        "linkedServers",
        names=("target_redis_cache_name",),
        group=True,
        name="",
    ),
    parts=(
        move("linked_redis_cache_id", to="properties.linkedRedisCacheId"),
        move("linked_redis_cache_location", to="properties.linkedRedisCacheLocation"),
        move("server_role", to="properties.serverRole"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_redis_linked_server" "x" {
              resource_group_name = "rg"
              target_redis_cache_name = "redis"
              linked_redis_cache_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redis/other"
              linked_redis_cache_location = "eastus"
              server_role = "Secondary"
            }
            """,
            {
                "properties.linkedRedisCacheId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redis/other",
                "properties.linkedRedisCacheLocation": "eastus",
            },
        ),
    ),
)
