"""A linked service of a data factory to a managed instance."""

from ringfence.readers.terraform.factories import AS_APPLICATION_OF, connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_sql_managed_instance",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureSqlMI", connection(), *AS_APPLICATION_OF),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_sql_managed_instance" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Server=mi.x.database.windows.net;Database=crm"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureSqlMI",
                "properties.typeProperties.connectionString": "Server=mi.x.database.windows.net;Database=crm",
            },
        ),
    ),
)
