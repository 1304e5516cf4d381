"""A private endpoint from the managed network of a data factory to a resource."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_factory_managed_private_endpoint",
    arm="Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints",
    place=Under(
        "Microsoft.DataFactory/factories",
        "managedVirtualNetworks/default/managedPrivateEndpoints",
        ("data_factory_id",),
    ),
    parts=(
        move("target_resource_id", to="properties.privateLinkResourceId"),
        move("subresource_name", to="properties.groupId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_managed_private_endpoint" "st" {
              name               = "st"
              data_factory_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              target_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              subresource_name   = "blob"
            }
            """,
            {
                "properties.privateLinkResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.groupId": "blob",
            },
        ),
    ),
)
