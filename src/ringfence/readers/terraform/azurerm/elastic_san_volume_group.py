"""Volumes of a storage area network that are reached alike."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import IDENTITY

MAPPING = Mapping(
    terraform="azurerm_elastic_san_volume_group",
    arm="Microsoft.ElasticSan/elasticSans/volumeGroups",
    place=Under("Microsoft.ElasticSan/elasticSans", "volumeGroups", ("elastic_san_id",)),
    parts=(
        IDENTITY,
        move(
            "encryption_type", to="properties.encryption", default="EncryptionAtRestWithPlatformKey"
        ),
        each(
            "network_rule",
            to="properties.networkAcls.virtualNetworkRules",
            parts=(move("subnet_id", to="id"), move("action", to="action", default="Allow")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_elastic_san_volume_group" "x" {
              name = "x"
              elastic_san_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ElasticSan/elasticSans/es"
              network_rule {
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
              }
            }
            """,
            {
                "properties.networkAcls.virtualNetworkRules[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
            },
        ),
    ),
)
