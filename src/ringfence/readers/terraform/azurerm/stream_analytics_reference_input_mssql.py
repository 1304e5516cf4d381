"""An input of a streaming job: a table of Azure SQL to look things up in."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.streams import DATABASE, in_job, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_reference_input_mssql",
    arm="Microsoft.StreamAnalytics/streamingjobs/inputs",
    place=in_job("inputs"),
    parts=(
        Fixed("properties.type", "Reference"),
        *source("Microsoft.Sql/Server/Database", *DATABASE, signs_in=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_reference_input_mssql" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              server = "sql.database.windows.net"
              database = "crm"
              username = "u"
              password = "not to be seen"
              refresh_type = "Static"
              full_snapshot_query = "SELECT 1"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/inputs/x",
                "properties.datasource.type": "Microsoft.Sql/Server/Database",
                "properties.datasource.properties.server": "sql.database.windows.net",
                "properties.datasource.properties.database": "crm",
            },
        ),
    ),
)
