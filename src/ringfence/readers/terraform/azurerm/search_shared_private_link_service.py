"""A private endpoint from a search service to a store that it indexes."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_search_shared_private_link_service",
    arm="Microsoft.Search/searchServices/sharedPrivateLinkResources",
    place=Under(
        "Microsoft.Search/searchServices", "sharedPrivateLinkResources", ("search_service_id",)
    ),
    parts=(
        move("subresource_name", to="properties.groupId"),
        move("target_resource_id", to="properties.privateLinkResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_search_shared_private_link_service" "st" {
              name               = "st"
              search_service_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Search/searchServices/srch"
              subresource_name   = "blob"
              target_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
            }
            """,
            {"properties.groupId": "blob"},
        ),
    ),
)
