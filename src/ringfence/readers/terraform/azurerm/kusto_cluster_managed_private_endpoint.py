"""A private endpoint from a Data Explorer cluster to a resource."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_kusto_cluster_managed_private_endpoint",
    arm="Microsoft.Kusto/clusters/managedPrivateEndpoints",
    place=Under(
        "Microsoft.Kusto/clusters", "managedPrivateEndpoints", names=("cluster_name",), group=True
    ),
    parts=(
        move("private_link_resource_id", to="properties.privateLinkResourceId"),
        move("group_id", to="properties.groupId"),
        move("private_link_resource_region", to="properties.privateLinkResourceRegion"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_cluster_managed_private_endpoint" "x" {
              name = "x"
              resource_group_name = "rg"
              cluster_name = "adx"
              private_link_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              group_id = "blob"
            }
            """,
            {
                "properties.privateLinkResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.groupId": "blob",
            },
        ),
    ),
)
