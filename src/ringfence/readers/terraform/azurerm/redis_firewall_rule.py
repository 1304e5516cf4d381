"""Addresses that a Redis cache admits."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_redis_firewall_rule",
    arm="Microsoft.Cache/redis/firewallRules",
    place=Under("Microsoft.Cache/redis", "firewallRules", names=("redis_cache_name",), group=True),
    parts=(move("start_ip", to="properties.startIP"), move("end_ip", to="properties.endIP")),
    examples=(
        Example(
            """
            resource "azurerm_redis_firewall_rule" "office" {
              name                = "office"
              redis_cache_name    = "redis-chat"
              resource_group_name = "rg"
              start_ip            = "203.0.113.0"
              end_ip              = "203.0.113.255"
            }
            """,
            {"properties.startIP": "203.0.113.0", "properties.endIP": "203.0.113.255"},
        ),
    ),
)
