"""A linked service of a data factory to a SQL server."""

from ringfence.readers.terraform.factories import connection, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_sql_server",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("SqlServer", connection(), typed("user_name", "userName")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_sql_server" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Server=onprem;Database=crm;Password=p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "SqlServer",
                "properties.typeProperties.connectionString": "Server=onprem;Database=crm",
            },
        ),
    ),
)
