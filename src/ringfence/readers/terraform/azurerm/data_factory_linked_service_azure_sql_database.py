"""A linked service of a data factory to a database of Azure SQL."""

from ringfence.readers.terraform.factories import AS_APPLICATION, connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_sql_database",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureSqlDatabase", connection(), *AS_APPLICATION),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_sql_database" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "data source=sql.database.windows.net;initial catalog=crm;user id=u;Password=p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureSqlDatabase",
                "properties.typeProperties.connectionString": "data source=sql.database.windows.net;initial catalog=crm;user id=u",
            },
        ),
    ),
)
