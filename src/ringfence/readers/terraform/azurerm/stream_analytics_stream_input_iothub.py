"""An input of a streaming job: an IoT hub."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.streams import in_job, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_stream_input_iothub",
    arm="Microsoft.StreamAnalytics/streamingjobs/inputs",
    place=in_job("inputs"),
    parts=(
        Fixed("properties.type", "Stream"),
        *source(
            "Microsoft.Devices/IotHubs",
            of("iothub_namespace", "iotHubNamespace"),
            of("endpoint", "endpoint"),
            signs_in=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_stream_input_iothub" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              iothub_namespace = "iot"
              endpoint = "messages/events"
              eventhub_consumer_group_name = "$Default"
              shared_access_policy_name = "p"
              serialization {
                type = "Json"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/inputs/x",
                "properties.datasource.type": "Microsoft.Devices/IotHubs",
                "properties.datasource.properties.iotHubNamespace": "iot",
            },
        ),
    ),
)
