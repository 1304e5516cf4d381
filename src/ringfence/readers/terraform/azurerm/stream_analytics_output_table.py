"""An output of a streaming job: a table."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import in_job, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_table",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(
        *source(
            "Microsoft.Storage/Table",
            of("storage_account_name", "accountName"),
            of("table", "table"),
            signs_in=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_table" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              storage_account_name = "st"
              storage_account_key = "not to be seen"
              table = "t"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.Storage/Table",
                "properties.datasource.properties.accountName": "st",
                "properties.datasource.properties.table": "t",
            },
        ),
    ),
)
