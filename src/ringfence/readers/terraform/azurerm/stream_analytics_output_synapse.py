"""An output of a streaming job: a table of Synapse."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import DATABASE, in_job, source

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_synapse",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job("outputs"),
    parts=(*source("Microsoft.Sql/Server/DataWarehouse", *DATABASE, signs_in=False),),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_synapse" "x" {
              name = "x"
              stream_analytics_job_name = "job"
              resource_group_name = "rg"
              server = "syn.sql.azuresynapse.net"
              database = "pool"
              user = "u"
              password = "not to be seen"
              table = "t"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.Sql/Server/DataWarehouse",
                "properties.datasource.properties.server": "syn.sql.azuresynapse.net",
                "properties.datasource.properties.database": "pool",
            },
        ),
    ),
)
