"""A dataset of a data factory: a table of SQL Server."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_sql_server_table",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("SqlServerTable", typed("table_name", "tableName")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_sql_server_table" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              table_name = "crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "SqlServerTable",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.tableName": "crm",
            },
        ),
    ),
)
