"""A linked service of a data factory to PostgreSQL."""

from ringfence.readers.terraform.factories import connection, in_factory, linked
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_postgresql",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked("PostgreSql", connection()),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_postgresql" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              connection_string = "Host=pg;Port=5432;Database=crm;UID=u;Password=p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "PostgreSql",
                "properties.typeProperties.connectionString": "Host=pg;Port=5432;Database=crm;UID=u",
            },
        ),
    ),
)
