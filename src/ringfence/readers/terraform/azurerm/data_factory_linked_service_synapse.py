"""A linked service of a data factory to a SQL pool of Synapse."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_synapse",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("AzureSqlDW", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_synapse" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Server=syn.sql.azuresynapse.net;Database=pool"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureSqlDW",
                "properties.typeProperties.connectionString": "Server=syn.sql.azuresynapse.net;Database=pool",
            },
        ),
    ),
)
