"""A linked service of a data factory to MySQL."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_mysql",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("MySql", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_mysql" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Server=mysql;Port=3306;Database=crm;UID=u;PWD=p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "MySql",
                "properties.typeProperties.connectionString": "Server=mysql;Port=3306;Database=crm;UID=u",
            },
        ),
    ),
)
