"""An output of a streaming job: a queue."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import BUS, in_job, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_servicebus_queue",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(*source("Microsoft.ServiceBus/Queue", *BUS, of("queue_name", "queueName")),),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_servicebus_queue" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              queue_name = "q"
              servicebus_namespace = "sbns"
              serialization {
                type = "Json"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.ServiceBus/Queue",
                "properties.datasource.properties.queueName": "q",
                "properties.datasource.properties.serviceBusNamespace": "sbns",
            },
        ),
    ),
)
