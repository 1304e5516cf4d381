"""A dataset of a data factory: a table of Azure SQL."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_azure_sql_table",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset(
        "AzureSqlTable",
        typed("schema", "schema"),
        typed("table", "table"),
        named="linked_service_id",
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_azure_sql_table" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/st"
              table             = "crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "AzureSqlTable",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.table": "crm",
            },
        ),
    ),
)
