"""Makes the databases of one Data Explorer cluster readable in another."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import LOCATION

MAPPING = Mapping(
    terraform="azurerm_kusto_attached_database_configuration",
    arm="Microsoft.Kusto/clusters/attachedDatabaseConfigurations",
    place=Under(
        "Microsoft.Kusto/clusters",
        "attachedDatabaseConfigurations",
        names=("cluster_name",),
        group=True,
    ),
    parts=(
        LOCATION,
        move("cluster_id", "cluster_resource_id", to="properties.clusterResourceId"),
        move("database_name", to="properties.databaseName"),
        move(
            "default_principal_modification_kind",
            to="properties.defaultPrincipalsModificationKind",
            default="None",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_attached_database_configuration" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              cluster_name = "adx"
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/leader"
              database_name = "*"
            }
            """,
            {
                "properties.clusterResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/leader",
                "properties.databaseName": "*",
            },
        ),
    ),
)
