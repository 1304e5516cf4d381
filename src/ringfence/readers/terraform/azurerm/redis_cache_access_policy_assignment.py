"""Gives a policy of a cache to a principal."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_redis_cache_access_policy_assignment",
    arm="Microsoft.Cache/redis/accessPolicyAssignments",
    place=Under("Microsoft.Cache/redis", "accessPolicyAssignments", ("redis_cache_id",)),
    parts=(
        move("access_policy_name", to="properties.accessPolicyName"),
        move("object_id", to="properties.objectId"),
        move("object_id_alias", to="properties.objectIdAlias"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_redis_cache_access_policy_assignment" "x" {
              name = "x"
              redis_cache_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redis/redis"
              access_policy_name = "Data Owner"
              object_id = "00000000-0000-0000-0000-000000000001"
              object_id_alias = "app"
            }
            """,
            {
                "properties.accessPolicyName": "Data Owner",
                "properties.objectId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
