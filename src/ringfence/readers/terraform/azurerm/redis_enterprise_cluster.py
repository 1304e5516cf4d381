"""A cluster of Redis Enterprise."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_redis_enterprise_cluster",
    arm="Microsoft.Cache/redisEnterprise",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name"),
        move("minimum_tls_version", to="properties.minimumTlsVersion", default="1.2"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_redis_enterprise_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "EnterpriseFlash_F300-3"
            }
            """,
            {
                "properties.minimumTlsVersion": "1.2",
            },
        ),
    ),
)
