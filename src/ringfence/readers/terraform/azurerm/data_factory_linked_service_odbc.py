"""A linked service of a data factory to whatever a driver reaches."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_odbc",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("Odbc", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_odbc" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Driver={SQL Server};Server=sql;Database=crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "Odbc",
                "properties.typeProperties.connectionString": "Driver={SQL Server};Server=sql;Database=crm",
            },
        ),
    ),
)
