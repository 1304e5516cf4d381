"""A storage area network."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_elastic_san",
    arm="Microsoft.ElasticSan/elasticSans",
    place=InGroup(),
    parts=(
        *COMMON,
        block(
            "sku",
            to="properties.sku",
            parts=(move("name", to="name"), move("tier", to="tier", default="Premium")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_elastic_san" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              base_size_in_tib = 1
              sku {
                name = "Premium_LRS"
              }
            }
            """,
            {
                "properties.sku.name": "Premium_LRS",
            },
        ),
    ),
)
