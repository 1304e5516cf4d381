"""An output of a streaming job: a topic."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import BUS, in_job, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_servicebus_topic",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(*source("Microsoft.ServiceBus/Topic", *BUS, of("topic_name", "topicName")),),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_servicebus_topic" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              topic_name = "t"
              servicebus_namespace = "sbns"
              serialization {
                type = "Json"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.ServiceBus/Topic",
                "properties.datasource.properties.topicName": "t",
                "properties.datasource.properties.serviceBusNamespace": "sbns",
            },
        ),
    ),
)
