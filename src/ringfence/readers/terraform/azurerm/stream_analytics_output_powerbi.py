"""An output of a streaming job: a workspace of Power BI."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import in_job_by_id, of, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_powerbi",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job_by_id("outputs"),
    parts=(
        *source(
            "PowerBI",
            of("dataset", "dataset"),
            of("table", "table"),
            of("group_id", "groupId"),
            of("group_name", "groupName"),
            signs_in=False,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_powerbi" "x" {
              name = "x"
              stream_analytics_job_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job"
              dataset = "d"
              table = "t"
              group_id = "00000000-0000-0000-0000-00000000000a"
              group_name = "g"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "PowerBI",
                "properties.datasource.properties.groupName": "g",
            },
        ),
    ),
)
