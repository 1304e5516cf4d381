"""A script that runs in a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_kusto_script",
    arm="Microsoft.Kusto/clusters/databases/scripts",
    place=Under("Microsoft.Kusto/clusters/databases", "scripts", ("database_id",)),
    parts=(
        move("url", to="properties.scriptUrl"),
        move("script_content", to="properties.scriptContent"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_script" "x" {
              name = "x"
              database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs"
              script_content = ".create external table t"
            }
            """,
            {
                "properties.scriptContent": ".create external table t",
            },
        ),
    ),
)
