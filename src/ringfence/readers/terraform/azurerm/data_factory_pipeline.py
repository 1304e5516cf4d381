"""A pipeline of a data factory: what it does, one activity after the other."""

from ringfence.readers.terraform.build import document, move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_pipeline",
    arm="Microsoft.DataFactory/factories/pipelines",
    place=in_factory("pipelines"),
    parts=(
        document("activities_json", to="properties.activities"),
        move("parameters", to="properties.parameters"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_pipeline" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              activities_json = jsonencode([{ name = "copy", type = "Copy", inputs = [{ referenceName = "weights" }] }])
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/pipelines/x",
                "properties.activities[0].type": "Copy",
                "properties.activities[0].inputs[0].referenceName": "weights",
            },
        ),
    ),
)
