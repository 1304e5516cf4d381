"""An output of a streaming job: a container of Cosmos DB."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.streams import in_job_by_id, of, source, within

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_output_cosmosdb",
    arm="Microsoft.StreamAnalytics/streamingjobs/outputs",
    place=in_job_by_id("outputs"),
    parts=(
        *source(
            "Microsoft.Storage/DocumentDB",
            within(
                "cosmosdb_sql_database_id",
                "properties.datasource.properties",
                "accountId",
                sqlDatabases="database",
            ),
            of("container_name", "collectionNamePattern"),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_output_cosmosdb" "x" {
              name = "x"
              stream_analytics_job_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job"
              cosmosdb_account_key = "not to be seen"
              cosmosdb_sql_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos/sqlDatabases/rag"
              container_name = "c"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/streamingjobs/job/outputs/x",
                "properties.datasource.type": "Microsoft.Storage/DocumentDB",
                "properties.datasource.properties.accountId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos",
                "properties.datasource.properties.database": "rag",
                "properties.datasource.properties.collectionNamePattern": "c",
            },
        ),
    ),
)
