"""What a share gives away: a Data Explorer database."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_share_dataset_kusto_database",
    arm="Microsoft.DataShare/accounts/shares/dataSets",
    place=Under("Microsoft.DataShare/accounts/shares", "dataSets", ("share_id",)),
    parts=(
        Fixed("kind", "KustoDatabase"),
        move("kusto_database_id", to="properties.kustoDatabaseResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_share_dataset_kusto_database" "x" {
              name = "x"
              share_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s"
              kusto_database_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s/dataSets/x",
                "kind": "KustoDatabase",
                "properties.kustoDatabaseResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/databases/logs",
            },
        ),
    ),
)
