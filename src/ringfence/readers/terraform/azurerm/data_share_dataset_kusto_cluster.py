"""What a share gives away: a Data Explorer cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_share_dataset_kusto_cluster",
    arm="Microsoft.DataShare/accounts/shares/dataSets",
    place=Under("Microsoft.DataShare/accounts/shares", "dataSets", ("share_id",)),
    parts=(
        Fixed("kind", "KustoCluster"),
        move("kusto_cluster_id", to="properties.kustoClusterResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_share_dataset_kusto_cluster" "x" {
              name = "x"
              share_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s"
              kusto_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/s/dataSets/x",
                "kind": "KustoCluster",
                "properties.kustoClusterResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx",
            },
        ),
    ),
)
