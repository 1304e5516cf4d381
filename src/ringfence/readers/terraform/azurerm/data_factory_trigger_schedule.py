"""Starts a pipeline at certain times."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.factories import PIPELINES, in_factory, trigger
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_trigger_schedule",
    arm="Microsoft.DataFactory/factories/triggers",
    place=in_factory("triggers"),
    parts=trigger(
        "ScheduleTrigger",
        PIPELINES,
        move("frequency", to="properties.typeProperties.recurrence.frequency", default="Minute"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_trigger_schedule" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              frequency = "Day"
              pipeline {
                name = "copy"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/triggers/x",
                "properties.pipelines[0].pipelineReference.referenceName": "copy",
                "properties.typeProperties.recurrence.frequency": "Day",
            },
        ),
    ),
)
