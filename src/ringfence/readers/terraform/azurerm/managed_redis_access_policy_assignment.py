"""Gives a principal access to a managed Redis."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_managed_redis_access_policy_assignment",
    arm="Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
    place=Under(
        "Microsoft.Cache/redisEnterprise",
        "databases/default/accessPolicyAssignments",
        ("managed_redis_id",),
        name="object_id",
    ),
    parts=(
        Fixed("properties.accessPolicyName", "default"),
        move("object_id", to="properties.user.objectId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_managed_redis_access_policy_assignment" "x" {
              managed_redis_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redisEnterprise/mr"
              object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cache/redisEnterprise/mr/databases/default/accessPolicyAssignments/00000000-0000-0000-0000-000000000001",
                "properties.user.objectId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
