"""What a policy of a cache lets its holders do."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_redis_cache_access_policy",
    arm="Microsoft.Cache/redis/accessPolicies",
    place=Under("Microsoft.Cache/redis", "accessPolicies", ("redis_cache_id",)),
    parts=(move("permissions", to="properties.permissions"),),
    examples=(
        Example(
            """
            resource "azurerm_redis_cache_access_policy" "x" {
              name = "x"
              redis_cache_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redis/redis"
              permissions = "+@read +@connection"
            }
            """,
            {
                "properties.permissions": "+@read +@connection",
            },
        ),
    ),
)
