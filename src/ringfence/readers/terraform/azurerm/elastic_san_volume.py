"""A volume of a storage area network."""

from ringfence.readers.terraform.build import block, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_elastic_san_volume",
    arm="Microsoft.ElasticSan/elasticSans/volumeGroups/volumes",
    place=Under("Microsoft.ElasticSan/elasticSans/volumeGroups", "volumes", ("volume_group_id",)),
    parts=(
        number("size_in_gib", to="properties.sizeGiB"),
        block(
            "create_source",
            to="properties.creationData",
            parts=(move("source_id", to="sourceId"), move("source_type", to="createSource")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_elastic_san_volume" "x" {
              name = "x"
              volume_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ElasticSan/elasticSans/es/volumeGroups/g"
              size_in_gib = 1
              create_source {
                source_type = "DiskSnapshot"
                source_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/snapshots/s"
              }
            }
            """,
            {
                "properties.creationData.sourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/snapshots/s",
            },
        ),
    ),
)
