"""A linked service of a data factory to a Data Explorer cluster."""

from ringfence.readers.terraform.factories import AS_APPLICATION_OF, in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_kusto",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "AzureDataExplorer",
        typed("kusto_endpoint", "endpoint"),
        typed("kusto_database_name", "database"),
        *AS_APPLICATION_OF,
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_kusto" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              kusto_endpoint       = "https://adx.westeurope.kusto.windows.net"
              kusto_database_name  = "logs"
              use_managed_identity = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureDataExplorer",
                "properties.typeProperties.endpoint": "https://adx.westeurope.kusto.windows.net",
                "properties.typeProperties.database": "logs",
            },
        ),
    ),
)
