"""Starts a pipeline on an event of a topic."""

from ringfence.readers.terraform.factories import PIPELINES, in_factory, trigger, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_trigger_custom_event",
    arm="Microsoft.DataFactory/factories/triggers",
    place=in_factory("triggers"),
    parts=trigger(
        "CustomEventsTrigger",
        typed("eventgrid_topic_id", "scope"),
        typed("events", "events"),
        PIPELINES,
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_trigger_custom_event" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              eventgrid_topic_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventGrid/topics/t"
              events             = ["done"]
              pipeline {
                name = "copy"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/triggers/x",
                "properties.typeProperties.scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventGrid/topics/t",
            },
        ),
    ),
)
