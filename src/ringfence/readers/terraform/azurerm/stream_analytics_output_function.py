"""An output of a streaming job: a function."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import in_job, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_function",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(
        *source(
            "Microsoft.AzureFunction",
            of("function_app", "functionAppName"),
            of("function_name", "functionName"),
            signs_in=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_function" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              function_app = "func"
              function_name = "f"
              api_key = "not to be seen"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.AzureFunction",
                "properties.datasource.properties.functionAppName": "func",
            },
        ),
    ),
)
