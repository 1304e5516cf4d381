"""Starts a pipeline for one stretch of time after the other."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.factories import in_factory, trigger, typed
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_trigger_tumbling_window",
    arm="Microsoft.DataFactory/factories/triggers",
    place=in_factory("triggers"),
    parts=trigger(
        "TumblingWindowTrigger",
        block(
            "pipeline",
            to="properties.pipeline",
            parts=(
                Fixed("pipelineReference.type", "PipelineReference"),
                move("name", to="pipelineReference.referenceName"),
            ),
        ),
        typed("frequency", "frequency"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_trigger_tumbling_window" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              frequency  = "Hour"
              interval   = 1
              start_time = "2026-01-01T00:00:00Z"
              pipeline {
                name = "copy"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/triggers/x",
                "properties.pipeline.pipelineReference.referenceName": "copy",
            },
        ),
    ),
)
