"""A database of a Data Explorer cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_kusto_database",
    arm="Microsoft.Kusto/clusters/databases",
    place=Under("Microsoft.Kusto/clusters", "databases", names=("cluster_name",), group=True),
    parts=(
        LOCATION,
        Fixed("kind", "ReadWrite"),
        move("soft_delete_period", to="properties.softDeletePeriod"),
        move("hot_cache_period", to="properties.hotCachePeriod"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_database" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              cluster_name = "adx"
              soft_delete_period = "P31D"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/x",
                "properties.softDeletePeriod": "P31D",
            },
        ),
    ),
)
