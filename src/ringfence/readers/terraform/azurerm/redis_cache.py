"""A Redis cache, often the memory of a chat."""

from ringfence.readers.terraform.build import enabled, flag, inverted, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_redis_cache",
    arm="Microsoft.Cache/redis",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="properties.sku.name"),
        move("family", to="properties.sku.family"),
        number("capacity", to="properties.sku.capacity"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted(
            "access_keys_authentication_enabled",
            to="properties.disableAccessKeyAuthentication",
            default=True,
        ),
        flag(
            "non_ssl_port_enabled",
            "enable_non_ssl_port",
            to="properties.enableNonSslPort",
            default=False,
        ),
        move("subnet_id", to="properties.subnetId"),
        move("private_static_ip_address", to="properties.staticIP"),
    ),
    computed={"hostname": "{name}.redis.cache.windows.net"},
    examples=(
        Example(
            """
            resource "azurerm_redis_cache" "chat" {
              name                               = "redis-chat"
              resource_group_name                = "rg"
              location                           = "westeurope"
              capacity                           = 1
              family                             = "P"
              sku_name                           = "Premium"
              access_keys_authentication_enabled = false
              subnet_id                          = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
            }
            """,
            {
                "properties.disableAccessKeyAuthentication": True,
                "properties.subnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.publicNetworkAccess": "Enabled",
            },
        ),
    ),
)
