"""A linked service of a data factory to Snowflake."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_snowflake",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("Snowflake", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_snowflake" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "jdbc:snowflake://acme.snowflakecomputing.com/?user=u&db=crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "Snowflake",
                "properties.typeProperties.connectionString": "jdbc:snowflake://acme.snowflakecomputing.com/?user=u&db=crm",
            },
        ),
    ),
)
