"""An input of a streaming job: blobs as they come."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.streams import BLOBS, in_job, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_stream_input_blob",
    arm="Microsoft.StreamAnalytics/streamingjobs/inputs",
    place=in_job("inputs"),
    parts=(
        Fixed("properties.type", "Stream"),
        *source("Microsoft.Storage/Blob", *BLOBS),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_stream_input_blob" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              storage_account_name = "st"
              storage_container_name = "prompts"
              path_pattern = "p"
              date_format = "yyyy"
              time_format = "HH"
              serialization {
                type = "Json"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/inputs/x",
                "properties.datasource.type": "Microsoft.Storage/Blob",
                "properties.datasource.properties.storageAccounts[0].accountName": "st",
                "properties.datasource.properties.container": "prompts",
            },
        ),
    ),
)
