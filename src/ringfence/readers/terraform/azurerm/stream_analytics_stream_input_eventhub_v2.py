"""An input of a streaming job: an event hub."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.streams import BUS, in_job_by_id, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_stream_input_eventhub_v2",
    arm="Microsoft.StreamAnalytics/streamingjobs/inputs",
    place=in_job_by_id("inputs"),
    parts=(
        Fixed("properties.type", "Stream"),
        *source("Microsoft.EventHub/EventHub", *BUS, of("eventhub_name", "eventHubName")),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_stream_input_eventhub_v2" "x" {
              name = "x"
              stream_analytics_job_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job"
              eventhub_name = "prompts"
              servicebus_namespace = "evhns"
              serialization {
                type = "Json"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/inputs/x",
                "properties.datasource.type": "Microsoft.EventHub/EventHub",
                "properties.datasource.properties.serviceBusNamespace": "evhns",
                "properties.datasource.properties.eventHubName": "prompts",
                "properties.datasource.properties.authenticationMode": "ConnectionString",
            },
        ),
    ),
)
