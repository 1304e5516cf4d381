"""A dataset of a data factory: a table of Snowflake."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_snowflake",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset("SnowflakeTable", typed("schema_name", "schema"), typed("table_name", "table")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_snowflake" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              schema_name = "s"
              table_name  = "crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "SnowflakeTable",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.table": "crm",
            },
        ),
    ),
)
