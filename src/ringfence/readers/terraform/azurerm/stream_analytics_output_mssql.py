"""An output of a streaming job: a table of Azure SQL."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import DATABASE, in_job, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_mssql",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(*source("Microsoft.Sql/Server/Database", *DATABASE),),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_mssql" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              server = "sql.database.windows.net"
              database = "crm"
              table = "t"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.Sql/Server/Database",
                "properties.datasource.properties.server": "sql.database.windows.net",
                "properties.datasource.properties.database": "crm",
            },
        ),
    ),
)
