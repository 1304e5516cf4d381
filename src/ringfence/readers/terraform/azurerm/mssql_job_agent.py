"""Runs scripts in databases of SQL servers."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_mssql_job_agent",
    arm="Microsoft.Sql/servers/jobAgents",
    place=Under("Microsoft.Sql/servers", "jobAgents", ("database_id",), above=1),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name", default="JA100"),
        move("database_id", to="properties.databaseId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_job_agent" "x" {
              name = "x"
              location = "westeurope"
              database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/jobs"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/jobAgents/x",
                "properties.databaseId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/jobs",
            },
        ),
    ),
)
